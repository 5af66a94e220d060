// The page: makes the plain list a list that filters and opens stories. Without it the list stays as it is.

/**
 * What the page shows: what Python wrote, with the stories.
 * @typedef {ReportDocument & { readonly stories: readonly Story[] }} Shown
 */

/** @type {{ words: { readonly [key: string]: string }, t: (key: string) => string }} */
const W = { words: {}, t: key => W.words[key] ?? key }
const PLAIN = document.documentElement
/** @type {Shown} */
let R = {
  words: {},
  pictures: {},
  machine_names: {},
  portals: [],
  resting: { files: [], rules: [], passages: [], moves: [] },
  stories: [],
}
/** @type {ListItem[]} */
let items = []
/** @type {Wanted} */
let wanted = {}
/** @type {string | null} */
let applied = null
/** @type {ReturnType<typeof setTimeout> | undefined} */
let told

/** Begin, if the browser can open the data. */
async function start() {
  if (!('DecompressionStream' in window)) return
  PLAIN.dataset.live = ''
  try {
    R = unpack(await unpackData('data'), 0)
    W.words = R.words
    build()
  } catch (error) {
    delete PLAIN.dataset.live
    throw error
  }
}

function build() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll('#scenarios .file > ol > li > a')
  items = R.stories.map((story, at) => itemOf(story, links[at]))
  replace(byId('tools'), drawTools())
  if (items.length) replace(byId('filters'), drawFilters(items, change))
  one(document, '.top', HTMLElement).prepend(
    el('a', { class: 'skip', href: '#main', onclick: toStory }, W.t('page.skip')),
  )
  document.body.append(drawHelp())
  on(byId('scenarios'), 'click', clicked)
  on(document, 'keydown', pressed)
  on(window, 'hashchange', () => {
    if (location.hash !== applied) follow()
  })
  for (const each of document.querySelectorAll('details.mistakes'))
    openForPaper(/** @type {HTMLDetailsElement} */ (each))
  follow()
}

/**
 * An item of the list; what the list says is read from there, where it stands already.
 * @param {Story} story
 * @param {HTMLAnchorElement} link
 * @returns {ListItem}
 */
function itemOf(story, link) {
  const place = /** @type {HTMLElement} */ (link.parentElement)
  const [verdict, ...rest] = [...link.childNodes].map(each => each.textContent ?? '')
  const small = rest[rest.length - 1]
  link.href = writeHash({ s: addressOf(story) })
  return {
    story,
    link,
    place,
    title: rest.slice(0, -1).join('').trim(),
    took: small.split(', ').slice(1).at(-1) ?? '',
    verdict,
  }
}

// What is wanted

/** Do what the address asks for. An empty one asks for the failed ones, if there are any. */
function follow() {
  const asked = readHash(location.hash)
  const bad = items.find(each => each.story.verdict === 'bad')
  if (!Object.keys(asked).length && bad) {
    wanted = { verdict: 'bad', s: addressOf(bad.story) }
  } else {
    wanted = asked
  }
  apply()
  // Where the list stands above the story, the story that a link asks for is further down.
  if (asked.s && !asked.view && isNarrow()) toStory()
}

const isNarrow = () => !matchMedia('(min-width: 60rem)').matches

/**
 * Change filters, and stay where we are; what was pressed may be gone then.
 * @param {Wanted} some
 */
function change(some) {
  const chip = document.activeElement?.closest('#filter-chips')
  wanted = { ...wanted, ...some, view: '' }
  leaveAt(wanted, true)
  apply()
  if (chip) toText()
  tellShown()
}

/** Say how many scenarios are shown, once no more is typed. */
function tellShown() {
  clearTimeout(told)
  told = setTimeout(() => announce(byId('filter-shown').textContent), 500)
}

/**
 * Go to another scenario or view; the way back leads here.
 * @param {Wanted} some
 */
function go(some) {
  wanted = { ...wanted, view: '', ...some }
  leaveAt(wanted, false)
  apply()
}

/**
 * Put what is wanted into the address, where the page may (inside a mail it may not).
 * @param {Wanted} some
 * @param {boolean} instead
 */
function leaveAt(some, instead) {
  const hash = writeHash(some)
  applied = hash === '#' ? '' : hash
  try {
    if (instead) location.replace(hash)
    else location.hash = hash
    applied = location.hash
  } catch {
    /* the page works without an address */
  }
}

function apply() {
  const focused = document.activeElement
  const coverage = wanted.view === 'coverage'
  one(document, '.panes', HTMLElement).hidden = coverage
  byId('coverage').hidden = !coverage
  for (const each of document.querySelectorAll('[data-view]')) {
    each.setAttribute('aria-pressed', String((each.getAttribute('data-view') === 'coverage') === coverage))
  }
  const place = byId('coverage')
  if (coverage && !place.childElementCount) replace(place, drawCoverage(R.resting))
  if (!coverage && items.length) applyList()
  if (focused?.closest('[hidden]')) fromHidden(coverage)
}

/**
 * Go on where something is to be seen, when what one was at is hidden now.
 * @param {boolean} coverage
 */
function fromHidden(coverage) {
  if (coverage) {
    toStory()
  } else if (items.length) {
    toList()
    tellShown()
  } else {
    one(document, '[data-view]', HTMLElement).focus()
  }
}

function applyList() {
  const fitting = fits(wanted)
  let shown = 0
  for (const each of items) {
    const fit = fitting(each)
    shown += Number(fit)
    each.place.hidden = !fit
  }
  for (const each of document.querySelectorAll('#scenarios .file')) {
    each.toggleAttribute('hidden', !each.querySelector('li:not([hidden])'))
  }
  showFilters(wanted, shown, items.length, change)
  openStory(openItem())
}

/** The open item: by its address, else by the line that a row stands on. */
function openItem() {
  return items.find(each => addressOf(each.story) === wanted.s) || items.find(each => placeOf(each.story) === wanted.s)
}

/** The place of the open item in the list, or -1. */
function openNumber() {
  const open = openItem()
  return open ? items.indexOf(open) : -1
}

/** @param {ListItem | undefined} item */
function openStory(item) {
  const place = byId('story')
  if (place.hidden || place.dataset.of !== (wanted.s || '')) {
    place.dataset.of = wanted.s || ''
    replace(place, item ? [drawSteps(), drawStory(item)] : drawNoStory())
    place.setAttribute('aria-label', item ? item.title : W.t('page.none'))
    place.hidden = false
    place.scrollTop = 0
  }
  markOpen(item)
}

/** Where no story is open: say so, or that there is none at the address that was asked for. */
function drawNoStory() {
  if (!wanted.s) return el('p', { class: 'quiet' }, W.t('page.none'))
  return el('h2', { id: 'opened', tabindex: '-1' }, fill(W.t('page.unknown'), { address: wanted.s }))
}

/**
 * Mark the open item in the list, and no other.
 * @param {ListItem | undefined} item
 */
function markOpen(item) {
  for (const each of document.querySelectorAll('#scenarios [aria-current]')) each.removeAttribute('aria-current')
  if (!item) return
  item.link.setAttribute('aria-current', 'true')
  if (!item.place.hidden) item.place.scrollIntoView({ block: 'nearest' })
}

/** Ways from a story: to the list, to the one before, to the next. */
function drawSteps() {
  return el(
    'p',
    { class: 'steps noprint' },
    el('button', { type: 'button', class: 'small', onclick: toList }, `↑ ${W.t('event.back')}`),
    el('button', { type: 'button', class: 'small', onclick: () => openNext(-1) }, `‹ ${W.t('event.previous')}`),
    el('button', { type: 'button', class: 'small', onclick: () => openNext(1) }, `${W.t('event.next')} ›`),
  )
}

/** @param {number} step */
function openNext(step) {
  const next = beside(openNumber(), step)
  if (!next) return
  go({ s: addressOf(next.story) })
  toStory()
}

/**
 * Find the next item that is shown, from a place in the list.
 * @param {number} at
 * @param {number} step
 */
function beside(at, step) {
  for (let now = at + step; now >= 0 && now < items.length; now += step) {
    if (!items[now].place.hidden) return items[now]
  }
  return undefined
}

// Tools

function drawTools() {
  /** @type {(name: string, words: string) => HTMLElement} */
  const view = (name, words) =>
    el('button', { type: 'button', 'data-view': name, 'aria-pressed': 'false', onclick: () => goView(name) }, words)
  return [
    el(
      'div',
      { role: 'group', 'aria-label': W.t('page.views'), class: 'views' },
      view('', one(document, '#list > h2', HTMLElement).textContent),
      view('coverage', W.t('page.coverage')),
    ),
    items.some(each => each.story.verdict === 'bad')
      ? el('button', { type: 'button', onclick: printFailed }, W.t('page.print'))
      : null,
    el('button', { type: 'button', onclick: switchTheme }, W.t('page.theme')),
    el(
      'button',
      { type: 'button', 'aria-keyshortcuts': '?', onclick: () => helpSheet().showModal() },
      W.t('page.keys'),
    ),
  ]
}

/** @param {string} name */
function goView(name) {
  go({ view: name })
  if (name) toStory()
  else if (items.length) toList()
}

function switchTheme() {
  const dark = PLAIN.dataset.theme ? PLAIN.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  PLAIN.dataset.theme = dark ? 'light' : 'dark'
}

function drawHelp() {
  const keys = ['/', 'j', 'k', 'Enter', 'Esc', 'f', 'c', '?']
  return el(
    'dialog',
    { id: 'help', 'aria-labelledby': 'help-heading' },
    el('h2', { id: 'help-heading' }, W.t('page.keys')),
    el(
      'dl',
      { class: 'keys' },
      keys.map(each => el('div', {}, el('dt', {}, el('kbd', {}, each)), el('dd', {}, W.t(`key.${each}`)))),
    ),
    el(
      'p',
      {},
      el('label', {}, el('input', { type: 'checkbox', id: 'keys-on', checked: true }), ' ', W.t('page.keys-on')),
    ),
    el('form', { method: 'dialog' }, el('button', { class: 'first' }, W.t('page.close'))),
  )
}

/** @param {MouseEvent} event */
function clicked(event) {
  const link = event.target instanceof Element && event.target.closest('a')
  const item = items.find(each => each.link === link)
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  go({ s: addressOf(item.story) })
  toStory()
}

/** @param {Event} [event] */
function toStory(event) {
  event?.preventDefault()
  const heading = document.getElementById(wanted.view ? 'coverage-heading' : 'opened')
  if (!heading) return
  heading.focus({ preventScroll: true })
  heading.scrollIntoView({ block: isNarrow() ? 'start' : 'nearest', behavior: 'instant' })
}

function toList() {
  const open = openItem()
  const target = open && !open.place.hidden ? open : beside(-1, 1)
  if (target) target.link.focus()
  else toText()
}

/** The sheet that tells the keys. */
const helpSheet = () => one(document, '#help', HTMLDialogElement)

const toText = () => byId('filter-text').focus()

start()
