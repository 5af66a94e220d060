// The keyboard.

const KEYS = {
  '/': () => {
    go({ view: '' })
    toText()
  },
  j: () => move(1),
  k: () => move(-1),
  f: () => change({ verdict: wanted.verdict === 'bad' ? '' : 'bad' }),
  c: () => goView(wanted.view === 'coverage' ? '' : 'coverage'),
  '?': () => document.getElementById('help').showModal(),
  Escape: () => {
    if (wanted.view) goView('')
    else if (items.length) toList()
  },
}
const ALWAYS = ['c', '?', 'Escape']

/** Do what a key says. Keys without a name are off where one writes, or where the reader switched them off. */
function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || document.getElementById('help').open) return
  const inList = event.target.closest('#scenarios')
  const writing = event.target.closest('input, select, textarea')
  const arrows = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (arrows && (inList || event.target.id === 'filter-text')) {
    event.preventDefault()
    move(arrows)
    return
  }
  const off = writing || !document.getElementById('keys-on').checked
  const act = KEYS[event.key]
  if (!act || (off && event.key !== 'Escape') || !(items.length || ALWAYS.includes(event.key))) return
  event.preventDefault()
  act()
}

/** Go one on in the list. */
function move(step) {
  if (wanted.view) {
    goView('')
    return
  }
  const target = nextInList(step)
  if (target) target.link.focus()
}

/** The item to go on to: from where the focus is, else from the open story; else the first that is shown. */
function nextInList(step) {
  const focused = items.findIndex(each => each.link === document.activeElement)
  if (focused >= 0) return beside(focused, step)
  const open = items.indexOf(openItem())
  const fromFilter = document.activeElement.id === 'filter-text'
  return !fromFilter && open >= 0 && !items[open].place.hidden ? beside(open, step) : beside(-1, 1)
}
