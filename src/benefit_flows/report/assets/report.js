// The page: makes the plain list a list that filters and opens stories. Without it the list stays as it is.

const W = { words: {}, t: key => (key in W.words ? W.words[key] : key) }
const PLAIN = document.documentElement
let R = null
let items = []
let wanted = {}
let applied = null
let told = 0

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
  const links = [...document.querySelectorAll('#scenarios .file > ol > li > a')]
  items = R.stories.map((story, at) => itemOf(story, links[at]))
  replace(document.getElementById('tools'), drawTools())
  if (items.length) replace(document.getElementById('filters'), drawFilters(items, change))
  document.querySelector('.top').prepend(el('a', { class: 'skip', href: '#main', onclick: toStory }, W.t('page.skip')))
  document.body.append(drawHelp())
  on(document.getElementById('scenarios'), 'click', clicked)
  on(document, 'keydown', pressed)
  on(window, 'hashchange', () => {
    if (location.hash !== applied) follow()
  })
  for (const each of document.querySelectorAll('.mistakes')) openForPaper(each)
  follow()
}

/** An item of the list; what the list says is read from there, where it stands already. */
function itemOf(story, link) {
  const pre = link.parentElement.querySelector('pre')
  const [verdict, ...rest] = link.childNodes
  const small = rest[rest.length - 1]
  link.href = writeHash({ s: addressOf(story) })
  return {
    story,
    link,
    place: link.parentElement,
    title: rest
      .slice(0, -1)
      .map(each => each.textContent)
      .join('')
      .trim(),
    took: small.textContent.includes(', ') ? small.textContent.split(', ').pop() : '',
    failure: pre ? pre.textContent : '',
    verdict: verdict.textContent,
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

/** Change filters, and stay where we are; what was pressed may be gone then. */
function change(some) {
  const chip = document.activeElement.closest('#filter-chips')
  wanted = { ...wanted, ...some, view: '' }
  leaveAt(wanted, true)
  apply()
  if (chip) toText()
  tellShown()
}

/** Say how many scenarios are shown, once no more is typed. */
function tellShown() {
  clearTimeout(told)
  told = setTimeout(() => announce(document.getElementById('filter-shown').textContent), 500)
}

/** Go to another scenario or view; the way back leads here. */
function go(some) {
  wanted = { ...wanted, view: '', ...some }
  leaveAt(wanted, false)
  apply()
}

/** Put what is wanted into the address, where the page may (inside a mail it may not). */
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
  document.querySelector('.panes').hidden = coverage
  document.getElementById('coverage').hidden = !coverage
  for (const each of document.querySelectorAll('[data-view]')) {
    each.setAttribute('aria-pressed', String((each.dataset.view === 'coverage') === coverage))
  }
  const place = document.getElementById('coverage')
  if (coverage && !place.childElementCount) replace(place, drawCoverage(R.resting))
  if (!coverage && items.length) applyList()
  if (focused.closest('[hidden]')) fromHidden(coverage)
}

/** Go on where something is to be seen, when what one was at is hidden now. */
function fromHidden(coverage) {
  if (coverage) {
    toStory()
  } else if (items.length) {
    toList()
    tellShown()
  } else {
    document.querySelector('[data-view]').focus()
  }
}

function applyList() {
  const fitting = fits(wanted)
  let shown = 0
  for (const each of items) {
    const fit = fitting(each)
    shown += fit
    each.place.hidden = !fit
  }
  for (const each of document.querySelectorAll('#scenarios .file')) {
    each.hidden = !each.querySelector('li:not([hidden])')
  }
  showFilters(wanted, shown, items.length, change)
  openStory(openItem())
}

/** The open item: by its address, else by the line that a row stands on. */
function openItem() {
  return items.find(each => addressOf(each.story) === wanted.s) || items.find(each => placeOf(each.story) === wanted.s)
}

function openStory(item) {
  const place = document.getElementById('story')
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

/** Mark the open item in the list, and no other. */
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

function openNext(step) {
  const next = beside(items.indexOf(openItem()), step)
  if (!next) return
  go({ s: addressOf(next.story) })
  toStory()
}

/** Find the next item that is shown, from a place in the list. */
function beside(at, step) {
  for (let now = at + step; now >= 0 && now < items.length; now += step) {
    if (!items[now].place.hidden) return items[now]
  }
  return undefined
}

// Tools

function drawTools() {
  const view = (name, words) =>
    el('button', { type: 'button', 'data-view': name, 'aria-pressed': 'false', onclick: () => goView(name) }, words)
  return [
    el(
      'div',
      { role: 'group', 'aria-label': W.t('page.views'), class: 'views' },
      view('', document.querySelector('#list > h2').textContent),
      view('coverage', W.t('page.coverage')),
    ),
    items.some(each => each.story.verdict === 'bad')
      ? el('button', { type: 'button', onclick: printFailed }, W.t('page.print'))
      : null,
    el('button', { type: 'button', onclick: switchTheme }, W.t('page.theme')),
    el(
      'button',
      { type: 'button', 'aria-keyshortcuts': '?', onclick: () => document.getElementById('help').showModal() },
      W.t('page.keys'),
    ),
  ]
}

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

function clicked(event) {
  const item = items.find(each => each.link === event.target.closest('a'))
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  go({ s: addressOf(item.story) })
  toStory()
}

function toStory(event) {
  if (event) event.preventDefault()
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

const toText = () => document.getElementById('filter-text').focus()

start()
