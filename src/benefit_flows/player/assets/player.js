// The page as a whole: its frame, drawing it anew, and what other scripts may do with it.

/** For those who serve the page: hear of every place, go to one, only follow, and give more worlds when asked. */
/** @type {Player} */
const player = {
  expand: null,
  onChange: listener => {
    listeners.push(listener)
  },
  go: text => openPlace(text, { quiet: true }),
  follow: following => {
    app.following = following
    draw()
  },
  place: placeText,
  ready: Promise.resolve(),
}

const root = byId('player')
/** @type {{ [name: string]: HTMLElement }} */
const parts = {}

function draw() {
  const place = now()
  nameThePage()
  const focus = focusedElement()?.dataset.key
  replace(parts.head, drawHead())
  replace(parts.notices, drawNotices())
  replace(parts.machines, drawMachines(place), el('p', { class: 'p-legend' }, say('legend')))
  replace(
    parts.now,
    el('h2', { class: 'p-heading', tabindex: '-1', id: 'now-title' }, drawNowTitle(place)),
    drawNow(place),
    drawAside(place),
    drawAsks(place),
  )
  if (!app.sliding) replace(parts.ways, drawWays(place))
  replace(parts.choices, drawChoices(place))
  replace(parts.portal, drawPortal(place))
  replace(parts.story, drawStory(place))
  replace(parts.path, drawPath(place))
  parts.path.hidden = !place.walk.path.length
  replace(parts.facts, drawFacts(place))
  replace(parts.foot, drawFoot(place))
  fit()
  refocus(focus)
  announce(spoken(place))
}

/** In projector mode: make the letters of what must be seen at once smaller, until it ends above the lower edge. */
function fit() {
  const bottom = () => parts.ways.getBoundingClientRect().top + window.scrollY
  for (const part of [parts.now, parts.choices]) {
    part.style.removeProperty('font-size')
    for (
      let size = 100;
      app.projector && size > 60 && part.getBoundingClientRect().bottom + window.scrollY > bottom();
      size -= 4
    ) {
      part.style.setProperty('font-size', `${size}%`)
    }
  }
}

/** Where everything stands in one column, what has just happened may be far away. */
function showWhatHappened() {
  if (app.started && window.innerWidth < 62 * 16) parts.now.scrollIntoView({ block: 'start' })
}

/**
 * Keep the focus on the button that was pressed if it is still there; else on what has just happened.
 * @param {string | null | undefined} key
 */
function refocus(key) {
  if (sheetIsOpen()) return
  const asked = /** @type {HTMLElement | null} */ (root.querySelector('[data-focus]'))
  const same =
    key && /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`))
  if (asked) asked.focus()
  else if (same) same.focus()
  else if (document.activeElement === document.body && app.started) byId('now-title').focus({ preventScroll: true })
  app.started = true
}

/**
 * What a screen reader tells of a step.
 * @param {Place} place
 */
function spoken(place) {
  const choice = told(place)
  if (app.pending !== null || choice === null) return ''
  return [
    choice.text,
    choice.step.outcome_name,
    ...choice.step.messages.map(each => each.text),
    app.trial === null ? '' : say('outside'),
  ].join('. ')
}

// ---------------------------------------------------------------- the frame

/** The parts of the page that have a name, by the words for it. */
const NAMED = {
  machines: 'machines',
  now: 'now',
  choices: 'choices',
  portal: 'screens',
  story: 'story',
  path: 'path',
  ways: 'ways',
}

function build() {
  makeParts()
  replace(
    root,
    parts.head,
    el(
      'main',
      { class: 'p-main' },
      parts.notices,
      parts.machines,
      el('div', { class: 'p-left' }, parts.now, parts.portal, parts.path),
      el('div', { class: 'p-right' }, parts.choices, parts.story, parts.facts),
      parts.ways,
    ),
    parts.foot,
  )
  root.classList.add('player')
  listenToTheWindow()
}

function makeParts() {
  parts.head = el('header', { class: 'p-head' })
  parts.notices = el('div', { class: 'p-notices' })
  parts.facts = el('div', { class: 'p-facts' })
  parts.foot = el('footer', { class: 'p-foot' })
  for (const name of Object.keys(NAMED))
    parts[name] = el('section', { class: ['machines', 'ways'].includes(name) ? `p-${name}` : `card p-${name}-card` })
}

function listenToTheWindow() {
  on(document, 'keydown', onKey)
  on(window, 'resize', fit)
  on(window, 'hashchange', () => {
    if (location.hash.slice(1) !== placeText()) openPlace(location.hash)
  })
  on(window, 'beforeprint', () => drawForPaper(true))
  on(window, 'afterprint', () => drawForPaper(false))
}

/**
 * On paper nothing can be turned or unfolded: all choices are there, and the facts at the start.
 * @param {boolean} printing
 */
function drawForPaper(printing) {
  app.printing = printing
  draw()
}

function drawHead() {
  for (const [name, key] of Object.entries(NAMED)) parts[name].setAttribute('aria-label', say(key))
  const { language } = app.document.lessons[app.number]
  return [
    el('div', { class: 'p-title' }, drawLessonOf(), el('h1', { lang: language }, lessonName(app.number))),
    el('div', { class: 'p-tools noprint', role: 'group', 'aria-label': say('bar') }, drawTools()),
  ]
}

function drawLessonOf() {
  if (app.models.length === 1) return null
  return el(
    'p',
    { class: 'p-lesson' },
    say('lesson_of', { number: app.number + 1, of: app.models.length }),
    ' · ',
    say('contents_done', { done: app.done.length, of: app.models.length }),
  )
}

function drawTools() {
  return [
    app.models.length > 1 ? pressed('lessons', say('contents'), openLessons, 'o') : null,
    pressed('predict', say('predict'), togglePredicting, 'g', { 'aria-pressed': String(app.predicting) }),
    pressed('language', say('language'), switchLanguage, 'l', { lang: app.language === 'en' ? 'fr' : 'en' }),
    pressed('theme', say('theme', { name: say(`theme_${app.theme}`) }), nextTheme, 't'),
    pressed('projector', say('projector'), toggleProjector, 'v', { 'aria-pressed': String(app.projector) }),
    pressed('link', say('link'), openLink, 'i'),
    pressed('export', say('export'), openExport, 'x'),
    pressed('keys', say('keys'), openKeys, 'k'),
  ]
}

function drawNotices() {
  const { language } = app.document.lessons[app.number]
  return [
    app.following ? el('p', { class: 'p-notice', role: 'status' }, say('following')) : null,
    app.notice ? el('p', { class: 'p-notice', role: 'status' }, say(app.notice)) : null,
    language === app.language ? null : el('p', { class: 'p-other-language' }, say('other_language')),
  ]
}

/** @param {Place} place */
function drawNowTitle({ walk, here }) {
  return [
    walk.cursor ? say('step_of', { cursor: walk.cursor, of: walk.path.length }) : say('start'),
    ' ',
    el('small', {}, el('time', { datetime: here.today }, say('today', { date: here.today }))),
  ]
}

/**
 * Say where the worlds of a lesson end, if they do not go on to all that can be.
 * @param {LessonView} lesson
 */
function drawLimits(lesson) {
  if (lesson.only_trace) return el('p', {}, say('only_trace'))
  return lesson.capped ? el('p', {}, say('capped', { worlds: lesson.explored, known: lesson.known })) : null
}

/** @param {Place} place */
function drawFoot({ lesson }) {
  return [
    el('p', {}, say('model', app.document.rulebook)),
    drawLimits(lesson),
    lesson.passed ? null : el('p', { class: 'p-wrong' }, say('failed')),
  ]
}

// ---------------------------------------------------------------- looks

const THEMES = ['auto', 'light', 'dark']

function nextTheme() {
  app.theme = THEMES[(THEMES.indexOf(app.theme) + 1) % THEMES.length]
  document.documentElement.toggleAttribute('data-theme', app.theme !== 'auto')
  if (app.theme !== 'auto') document.documentElement.setAttribute('data-theme', app.theme)
  draw()
}

function toggleProjector() {
  app.projector = !app.projector
  document.documentElement.toggleAttribute('data-projector', app.projector)
  draw()
  window.scrollTo(0, 0)
}

function togglePredicting() {
  Object.assign(app, { predicting: !app.predicting, pending: null })
  draw()
}

// ---------------------------------------------------------------- the start

async function startPlayer() {
  build()
  const packed = await unpackData('data')
  useDocument(packed, 'en')
  useDocument(packed, app.document.language)
  app.version = app.document.version
  app.lessons = app.models.map(freshLesson)
  if (location.hash.length > 1) await openPlace(location.hash, { quiet: true })
  else {
    noteTheEnd()
    changed()
  }
}

/**
 * Where the document cannot be opened: say so, and show the plain list that is there for pages without scripts.
 * @param {Error} error
 */
function giveUp(error) {
  const plain = new DOMParser().parseFromString(one(document, 'noscript', HTMLElement).textContent, 'text/html')
  const words = document.documentElement.lang === 'fr' ? DAMAGED.fr : DAMAGED.en
  replace(
    root,
    el(
      'main',
      { class: 'p-main' },
      el('p', { class: 'p-notice', role: 'alert' }, `${words} (${error.name})`),
      ...plain.querySelectorAll('section'),
    ),
  )
}

// These two stand here because the words of the page are in the document that could not be opened.
const DAMAGED = {
  en: 'This file is damaged, or the browser is too old to open it. These are the lines of its lessons.',
  fr: 'Ce fichier est endommagé, ou le navigateur est trop ancien pour l’ouvrir. Voici les lignes de ses leçons.',
}

window.player = player
player.ready = startPlayer().catch(giveUp)
