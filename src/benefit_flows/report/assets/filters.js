// Which scenarios the list shows. All of it stands in the address, so that a link shows the same list.

/** @typedef {{ readonly [name: string]: string }} Wanted */
/** @typedef {(some: Wanted) => void} Change */

const FILTERS = ['verdict', 'text', 'tag', 'passage', 'row', 'rule', 'move', 'kind']

/**
 * Read what an address asks for: filters, the open scenario (s), coverage (view).
 * @param {string} hash
 */
function readHash(hash) {
  return Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')))
}

/**
 * Write an address; what is empty is left out.
 * @param {Wanted} wanted
 */
function writeHash(wanted) {
  const given = Object.entries(wanted).filter(([, value]) => value)
  // Slashes and colons are readable, and allowed there.
  return `#${new URLSearchParams(given).toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`
}

/**
 * Give a function that says whether an item of the list fits what is wanted.
 * @param {Wanted} wanted
 */
function fits(wanted) {
  const words = (wanted.text || '').toLowerCase().split(/\s+/).filter(Boolean)
  const row = (wanted.row || '').trim().toLowerCase()
  /** @type {(list: string, wanted: string | undefined) => boolean} */
  const has = (list, one) => !one || ` ${list} `.includes(` ${one} `)
  return (/** @type {ListItem} */ item) => {
    const story = item.story
    return (
      (!wanted.verdict || wanted.verdict === story.verdict) &&
      (!wanted.tag || story.tags.includes(wanted.tag)) &&
      has(story.passages, wanted.passage) &&
      has(story.rules, wanted.rule) &&
      (!wanted.move || story.moves.split('|').includes(wanted.move)) &&
      (!wanted.kind || story.file.endsWith(wanted.kind)) &&
      (!row || isRow(item, row)) &&
      words.every(each => textOf(item).includes(each))
    )
  }
}

/**
 * Whether a row has this number, or this in one of its cells.
 * @param {ListItem} item
 * @param {string} row
 */
function isRow(item, row) {
  const { row: number, values } = item.story
  if (number === null) return false
  if (/^\d+$/.test(row)) return String(number) === row || values.some(([, value]) => value === row)
  return values.some(([name, value]) => `${name} = ${value}`.toLowerCase().includes(row))
}

/**
 * All words of a scenario in small letters, made when they are first asked for. Tables count in its own file alone:
 * those of the standard setups name the same accounts everywhere.
 * @param {ListItem} item
 */
function textOf(item) {
  if (item.text === undefined) {
    const { story } = item
    const { events, missed } = story
    const all = [...events.map(each => [each.place, each.text, each.table || []]), ...missed]
    const lines = all.map(([place, text, table]) => (typeof place === 'number' ? [text, table] : text))
    item.text = [item.title, placeOf(story), story.tags, lines, story.failures.map(wordsOf)]
      .flat(Infinity)
      .join('\n')
      .toLowerCase()
  }
  return item.text
}

/** @param {FailureView} failure */
function wordsOf({ code, message, place, line, notes }) {
  return [code, message, place, line, notes.map(each => [each.name, each.text, each.lines])]
}

/**
 * Draw the filters; `change` takes the ones that are to change.
 * @param {readonly ListItem[]} items
 * @param {Change} change
 */
function drawFilters(items, change) {
  return el(
    'form',
    { role: 'search', 'aria-label': W.t('filter.label'), onsubmit: event => event.preventDefault() },
    drawVerdicts(items, change),
    drawTyped('text', { type: 'search', 'aria-keyshortcuts': '/' }, change),
    el(
      'details',
      { id: 'filter-more' },
      el('summary', {}, W.t('filter.more')),
      drawChoice('tag', tally(items, tagsOf), String, W.t('filter.any'), change),
      drawChoice('passage', tally(items, passagesOf), each => `[${each}]`, W.t('filter.any-passage'), change),
      drawTyped('row', { type: 'text' }, change),
    ),
    el(
      'div',
      { class: 'chips' },
      el('span', { id: 'filter-shown', class: 'quiet' }),
      el('span', { id: 'filter-chips', class: 'chips' }),
    ),
  )
}

/** @param {StoryView} story */
function tagsOf(story) {
  return story.tags
}

/** @param {StoryView} story */
function passagesOf(story) {
  return story.passages.split(' ').filter(Boolean)
}

/**
 * A button for all scenarios, and one for each verdict that any of them has.
 * @param {readonly ListItem[]} items
 * @param {Change} change
 */
function drawVerdicts(items, change) {
  /** @param {string} kind */
  const count = kind => items.filter(each => each.story.verdict === kind).length
  const kinds = ['bad', 'good', 'known', 'pending', 'none'].filter(count)
  return el(
    'div',
    { role: 'group', 'aria-label': W.t('filter.verdict'), class: 'verdicts' },
    drawVerdictButton('', W.t('filter.all'), items.length, change),
    kinds.map(kind => drawVerdictButton(kind, W.t(`filter.${kind}`), count(kind), change)),
  )
}

/**
 * @param {string} kind
 * @param {string} words
 * @param {number} number
 * @param {Change} change
 */
function drawVerdictButton(kind, words, number, change) {
  const shown = { 'data-verdict': kind, 'aria-pressed': 'false' }
  const onclick = () => change({ verdict: kind })
  return el('button', { type: 'button', class: 'small', ...shown, onclick }, fill(words, { number }))
}

/**
 * A field to type in, which filters with every letter.
 * @param {string} name
 * @param {Attributes} attributes
 * @param {Change} change
 */
function drawTyped(name, attributes, change) {
  /** @param {Event} event */
  const oninput = event => change({ [name]: valueFrom(event) })
  return field(name, el('input', { id: `filter-${name}`, autocomplete: 'off', ...attributes, oninput }))
}

/**
 * @param {string} name
 * @param {HTMLElement} input
 */
function field(name, input) {
  return el('p', { class: 'field' }, el('label', { for: `filter-${name}` }, W.t(`filter.${name}`)), input)
}

/**
 * Count how many scenarios have each of something, in order.
 * @param {readonly ListItem[]} items
 * @param {(story: StoryView) => readonly string[]} listed
 */
function tally(items, listed) {
  const counts = new Map()
  for (const item of items) for (const each of listed(item.story)) counts.set(each, (counts.get(each) || 0) + 1)
  return [...counts].sort(([one], [other]) => one.localeCompare(other, undefined, { numeric: true }))
}

/**
 * @param {string} name
 * @param {readonly (readonly [string, number])[]} counted
 * @param {(each: string) => string} written
 * @param {string} any
 * @param {Change} change
 */
function drawChoice(name, counted, written, any, change) {
  /** @param {Event} event */
  const onchange = event => change({ [name]: valueFrom(event) })
  return field(
    name,
    el(
      'select',
      { id: `filter-${name}`, disabled: !counted.length, onchange },
      el('option', { value: '' }, any),
      counted.map(([each, number]) => el('option', { value: each }, `${written(each)} (${number})`)),
    ),
  )
}

/**
 * The field of a filter; null where it has none.
 * @param {string} name
 */
function filterOf(name) {
  const found = document.getElementById(`filter-${name}`)
  return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null
}

/**
 * Let the filters show what is wanted, however it came about.
 * @param {Wanted} wanted
 * @param {number} shown
 * @param {number} all
 * @param {Change} change
 */
function showFilters(wanted, shown, all, change) {
  for (const each of document.querySelectorAll('[data-verdict]')) {
    each.setAttribute('aria-pressed', String(each.getAttribute('data-verdict') === (wanted.verdict || '')))
  }
  for (const name of ['text', 'tag', 'passage', 'row']) {
    const input = filterOf(name)
    if (input && (input !== document.activeElement || input instanceof HTMLSelectElement))
      input.value = wanted[name] || ''
  }
  if (wanted.tag || wanted.passage || wanted.row) one(document, '#filter-more', HTMLDetailsElement).open = true
  replace(byId('filter-chips'), drawChips(wanted, change))
  const count = fill(W.t('filter.shown'), { number: shown, all })
  replace(byId('filter-shown'), shown ? count : `${count}. ${W.t('filter.nothing')}`)
}

/**
 * Whether a field shows what is wanted: a choice that has nothing like it does not.
 * @param {string} name
 * @param {string} value
 */
function isShown(name, value) {
  if (name === 'verdict')
    return [...document.querySelectorAll('[data-verdict]')].some(each => each.getAttribute('data-verdict') === value)
  const input = filterOf(name)
  return input !== null && (input instanceof HTMLInputElement || input.value === value)
}

/**
 * What is wanted that no field shows, each with a way to drop it.
 * @param {Wanted} wanted
 * @param {Change} change
 */
function drawChips(wanted, change) {
  /** @param {string} name */
  const other = name => fill(W.t('filter.other'), { name: W.t(`filter.${name}`), what: wanted[name] })
  const hidden = ['verdict', 'tag', 'passage'].filter(name => wanted[name] && !isShown(name, wanted[name]))
  /** @type {Wanted} */
  const named = {
    ...Object.fromEntries(hidden.map(name => [name, other(name)])),
    rule: fill(W.t('filter.rule'), { what: wanted.rule }),
    move: fill(W.t('filter.move'), { what: wanted.move }),
    kind: wanted.kind,
  }
  const chips = Object.keys(named)
    .filter(name => wanted[name])
    .map(name =>
      el(
        'button',
        {
          type: 'button',
          class: 'small',
          'aria-label': fill(W.t('filter.drop'), { what: named[name] }),
          onclick: () => change({ [name]: '' }),
        },
        `${named[name]} ✕`,
      ),
    )
  const any = FILTERS.some(name => wanted[name])
  const clear = () => change(Object.fromEntries(FILTERS.map(name => [name, ''])))
  return [...chips, any ? el('button', { type: 'button', class: 'small', onclick: clear }, W.t('filter.clear')) : null]
}
