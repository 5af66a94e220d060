// What the results rest on: rules, passages and transitions, with a way from each number to its scenarios.

/** @param {Resting} resting */
function drawCoverage(resting) {
  return [
    el('h2', { id: 'coverage-heading', tabindex: '-1' }, W.t('page.coverage')),
    el('p', { class: 'about' }, W.t('coverage.about')),
    drawKind('rules', 'rule', resting.rules, resting.files),
    drawKind('passages', 'passage', resting.passages, resting.files),
    drawKind('moves', 'move', resting.moves, resting.files),
  ]
}

/**
 * @param {string} kind
 * @param {string} filter
 * @param {readonly RestingEntry[]} entries
 * @param {readonly string[]} files
 */
function drawKind(kind, filter, entries, files) {
  const explored = entries.some(each => each.explored !== null)
  const used = entries.filter(each => each.counts.some(Boolean)).length
  const heading = W.t(`coverage.${kind}`)
  const heads = [W.t('coverage.id'), W.t('coverage.what'), ...files, ...(explored ? [W.t('coverage.explored')] : [])]
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, `${heading} `, el('small', {}, fill(W.t('coverage.share'), { number: used, all: entries.length }))),
    sideways(
      heading,
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, heading),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            heads.map(each => el('th', { scope: 'col' }, each)),
          ),
        ),
        el(
          'tbody',
          {},
          entries.map(each => drawEntry(each, filter, files, explored)),
        ),
      ),
    ),
  )
}

/**
 * @param {RestingEntry} entry
 * @param {string} filter
 * @param {readonly string[]} files
 * @param {boolean} explored
 */
function drawEntry(entry, filter, files, explored) {
  return el(
    'tr',
    { class: isUnused(entry) && 'unused' },
    el('th', { scope: 'row' }, filter === 'passage' ? `[${entry.id}]` : entry.id),
    el('td', {}, entry.text, entry.note ? [entry.text ? ' ' : '', el('small', {}, entry.note)] : null),
    entry.counts.map((_, at) => el('td', { class: 'number' }, drawCount(entry, at, filter, files[at]))),
    explored ? el('td', {}, W.t(entry.explored ? 'coverage.yes' : 'coverage.no')) : null,
  )
}

/** @param {RestingEntry} entry */
function isUnused(entry) {
  return !entry.counts.some(Boolean)
}

/**
 * How many scenarios of a kind of file rest on something, with the way to them.
 * @param {RestingEntry} entry
 * @param {number} at
 * @param {string} filter
 * @param {string} kind
 */
function drawCount(entry, at, filter, kind) {
  const number = entry.counts[at]
  if (!number) return isUnused(entry) && at === 0 && !entry.note ? el('b', {}, W.t('coverage.nothing')) : '–'
  const label = fill(W.t('coverage.count'), { number, what: entry.id, file: kind })
  return el('a', { href: writeHash({ [filter]: entry.id, kind }), 'aria-label': label }, String(number))
}
