// The keyboard.

/** @type {{ [key: string]: () => void }} */
const KEYS = {
  '/': () => {
    go({ view: '' })
    toText()
  },
  j: () => move(1),
  k: () => move(-1),
  f: () => change({ verdict: wanted.verdict === 'bad' ? '' : 'bad' }),
  c: () => goView(wanted.view === 'coverage' ? '' : 'coverage'),
  '?': () => helpSheet().showModal(),
  Escape: () => {
    if (wanted.view) goView('')
    else if (items.length) toList()
  },
}
const ALWAYS = ['c', '?', 'Escape']

/**
 * Do what a key says. Keys without a name are off where one writes, or where the reader switched them off.
 * @param {KeyboardEvent} event
 */
function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || helpSheet().open || !(event.target instanceof Element)) return
  const act = actionOf(event.key, event.target)
  if (!act) return
  event.preventDefault()
  act()
}

/**
 * What a key does where it was pressed, if anything.
 * @param {string} key
 * @param {Element} target
 */
function actionOf(key, target) {
  const inList = target.closest('#scenarios') || target.id === 'filter-text'
  if (inList && key === 'ArrowDown') return () => move(1)
  if (inList && key === 'ArrowUp') return () => move(-1)
  const isOff = target.closest('input, select, textarea') || !fieldOf('keys-on').checked
  if (isOff && key !== 'Escape') return null
  return items.length || ALWAYS.includes(key) ? KEYS[key] : null
}

/**
 * Go one on in the list.
 * @param {number} step
 */
function move(step) {
  if (wanted.view) {
    goView('')
    return
  }
  const target = nextInList(step)
  if (target) target.link.focus()
}

/**
 * The item to go on to: from where the focus is, else from the open story; else the first that is shown.
 * @param {number} step
 */
function nextInList(step) {
  const focused = items.findIndex(each => each.link === document.activeElement)
  if (focused >= 0) return beside(focused, step)
  const open = openNumber()
  const fromFilter = document.activeElement?.id === 'filter-text'
  return !fromFilter && open >= 0 && !items[open].place.hidden ? beside(open, step) : beside(-1, 1)
}
