// The keyboard. A key of one letter can be switched off, for those who dictate.

/** @type {{ [key: string]: () => void }} */
const ACTIONS = {
  Enter: takeNext,
  ' ': takeNext,
  ArrowRight: onward,
  ArrowLeft: stepBack,
  Home: () => move(walk => jump(walk, 0)),
  End: () => move(walk => jump(walk, walk.path.length)),
}
/** @type {{ [key: string]: () => void }} */
const LETTERS = {
  b: stepBack,
  f: () => move(forward),
  r: () => move(reset),
  h: () => move(startHere),
  s: () => move(walk => switchTo(walk, 0)),
  n: () => turnPage(1),
  p: () => turnPage(-1),
  0: () => turnPage(1),
  '?': openWhy,
  y: openWhy,
  w: askWhyNot,
  g: togglePredicting,
  t: nextTheme,
  v: toggleProjector,
  l: switchLanguage,
  k: openKeys,
  o: openLessons,
  m: nextSubject,
  u: nextViewer,
  i: openLink,
  x: openExport,
}

/**
 * What the keys do, for the help: keys and words.
 * @returns {(readonly [readonly string[], string])[]}
 */
function keyHelp() {
  const course = app.models.length > 1
  /** @type {readonly [readonly string[], string]} */
  const lessons = [['o'], say('key_lessons')]
  return [
    [['1', '…', '9'], say('key_choose')],
    [['⏎', say('space')], say('key_next')],
    [['→', 'f'], say('key_forward')],
    [['←', 'b'], say('key_back')],
    [['Home', 'End'], say('key_ends')],
    [['n', '0', 'p'], say('key_pages')],
    [['a', '…', 'e'], say('key_answer')],
    [['?', 'y'], say('why')],
    [['w'], say('why_not')],
    [['g'], say('predict')],
    [['r', 'h'], say('key_reset')],
    [['s'], say('key_switch')],
    [['m'], say('key_machine')],
    [['u'], say('key_account')],
    ...(course ? [lessons] : []),
    [['t'], say('key_theme')],
    [['v'], say('projector')],
    [['l'], say('key_language')],
    [['i'], say('link')],
    [['x'], say('export')],
    [['k'], say('keys')],
    [['Esc'], say('key_escape')],
  ]
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !(event.target instanceof Element))
    return
  const action = sheetIsOpen() ? sheetAction(event.key, event.target) : pageAction(event.key, event.target)
  if (!action) return
  event.preventDefault()
  action()
}

/**
 * @param {string} key
 * @param {Element} target
 */
function sheetAction(key, target) {
  if (isTyping(target) || !/^[1-9]$/.test(key) || !app.singleKeys) return null
  return clickOf(sheet, `[data-digit="${key}"]`)
}

/**
 * @param {string} key
 * @param {Element} target
 */
function pageAction(key, target) {
  if (isTyping(target)) return null
  if (key === 'Escape') return app.pending === null && app.trial === null ? null : leaveAside
  if (key in ACTIONS) return ownsKey(target, key) ? null : ACTIONS[key]
  if (!app.singleKeys) return null
  if (/^[1-9]$/.test(key)) return clickOf(root, `[data-digit="${key}"]`)
  return clickOf(root, `[data-answer="${CSS.escape(key)}"]`) || LETTERS[key] || null
}

/**
 * @param {ParentNode} place
 * @param {string} selector
 */
function clickOf(place, selector) {
  const found = place.querySelector(selector)
  return found instanceof HTMLButtonElement && !found.disabled ? () => found.click() : null
}

/** @param {Element} target */
function isTyping(target) {
  return target.matches('textarea, select, input:not([type="range"], [type="checkbox"])')
}

/**
 * Whether a key means something for what has the focus: a button is pressed by Enter, a slider moved by arrows.
 * @param {Element} target
 * @param {string} key
 */
function ownsKey(target, key) {
  if (key === 'Enter' || key === ' ') return target.matches('button, a, summary, input')
  return target.matches('input[type="range"]') || (key.startsWith('Arrow') && target.matches('[role="region"]'))
}

/** The help, in a sheet; keys of one letter can be switched off there. */
function openKeys() {
  openSheet(say('keys'), [el('p', {}, drawKeySwitch()), el('dl', { class: 'p-keys' }, keyHelp().map(drawKeyHelp))])
}

function drawKeySwitch() {
  /** @param {Event} event */
  const onchange = ({ target }) => {
    app.singleKeys = target instanceof HTMLInputElement && target.checked
  }
  return el('label', {}, el('input', { type: 'checkbox', checked: app.singleKeys, onchange }), ' ', say('keys_single'))
}

/** @param {readonly [readonly string[], string]} place */
function drawKeyHelp([keys, text]) {
  return [
    el(
      'dt',
      {},
      keys.map((each, at) => [at ? ' ' : null, el('kbd', {}, each)]),
    ),
    el('dd', {}, text),
  ]
}
