// The opened story: which scenario it is, how it ended, why it failed.

/**
 * A line and what came of it, without what is empty.
 * @typedef {Partial<EventView> & Pick<EventView, 'kind' | 'place' | 'text'>} ToldEvent
 */

/** @typedef {Omit<StoryView, 'events'> & { readonly events: readonly ToldEvent[] }} Story */

/**
 * A scenario with what the list of the page says of it; `text` are all its words, once somebody searched.
 * @typedef {{
 *   story: Story, link: HTMLAnchorElement, place: HTMLElement, title: string, took: string, verdict: string,
 *   text?: string,
 * }} ListItem
 */

/**
 * Draw the parts of a story. `about` is what the list knows of it: title, took.
 * @param {ListItem} about
 */
function drawStory(about) {
  const { story } = about
  return [
    drawHead(story, about),
    story.verdict === 'none' ? el('p', {}, W.t('event.not-run')) : null,
    story.verdict === 'pending' ? el('p', {}, W.t('event.pending')) : null,
    story.failures.length
      ? el('section', {}, el('h3', {}, W.t('event.failure')), story.failures.map(drawFailure))
      : null,
    story.events.length ? el('section', {}, el('h3', {}, W.t('event.timeline')), drawTimeline(story)) : null,
    drawMissed(story),
  ]
}

/**
 * Say why a line failed, as the plain list does; how to run again stands above.
 * @param {FailureView} failure
 */
function drawFailure(failure) {
  return el(
    'div',
    { class: 'failure' },
    el('p', { class: 'what' }, el('b', {}, failure.code), ' ', failure.message),
    el('p', { class: 'at' }, failure.place, ' ', el('code', {}, failure.line)),
    el('dl', {}, failure.notes.filter(each => each.role !== 'again').map(drawNote)),
  )
}

/** @param {NoteView} note */
function drawNote({ role, name, text, lines }) {
  return el(
    'div',
    { class: `note-${role}` },
    el('dt', {}, name),
    el('dd', {}, text, lines.length ? el('pre', {}, lines.join('\n')) : null),
  )
}

/** @param {StoryView} story */
function placeOf(story) {
  return `${story.file}:${story.row_line === null ? story.line : story.row_line}`
}

/**
 * Name a scenario for links: by its header's line, and the number of its row.
 * @param {StoryView} story
 */
function addressOf(story) {
  return `${story.file}:${story.line}${story.row === null ? '' : `:${story.row}`}`
}

/**
 * @param {Story} story
 * @param {ListItem} about
 */
function drawHead(story, about) {
  const command = `benefit-flows run ${quoted(placeOf(story))}`
  return el(
    'header',
    {},
    el('h2', { id: 'opened', tabindex: '-1' }, about.title),
    drawFactsLine(story, about),
    el(
      'p',
      { class: 'again' },
      el('span', { class: 'label' }, W.t('event.again')),
      ' ',
      el('code', {}, command),
      ' ',
      drawCopy(W.t('event.copy'), command),
    ),
  )
}

/**
 * How a scenario ended, where it stands, how long it took, its tags and what it cites.
 * @param {Story} story
 * @param {ListItem} about
 */
function drawFactsLine(story, about) {
  const cited = story.citations.split(' ').filter(Boolean)
  return el(
    'p',
    { class: 'facts-line' },
    drawVerdict(story.verdict, W.t(`verdict.${story.verdict}`)),
    el('span', {}, placeOf(story)),
    about.took ? el('span', {}, about.took) : null,
    drawFact(W.t('event.tags'), story.tags.join(', ')),
    drawFact(W.t('event.cites'), cited.map(each => `[${each}]`).join('')),
  )
}

/**
 * @param {string} name
 * @param {string} value
 */
function drawFact(name, value) {
  return value ? el('span', {}, `${name} `, el('b', {}, value)) : null
}

/**
 * Write a place so that a shell reads it as one word.
 * @param {string} place
 */
function quoted(place) {
  return /^[\w@%+=:,./-]+$/.test(place) ? place : `'${place.replaceAll("'", "'\"'\"'")}'`
}

/**
 * @param {string} kind
 * @param {string} words
 */
function drawVerdict(kind, words) {
  const sign = { good: '✓', bad: '✕', known: '≈', pending: '…', none: '–' }[kind]
  return el(
    'span',
    { class: `badge ${['good', 'bad'].includes(kind) ? kind : 'warn'}` },
    el('span', { 'aria-hidden': 'true' }, `${sign} `),
    words,
  )
}

/**
 * @param {string} label
 * @param {string} text
 */
function drawCopy(label, text) {
  return el(
    'button',
    {
      type: 'button',
      class: 'small',
      onclick: async () => {
        if (await copied(text)) announce(W.t('event.copied'))
      },
    },
    label,
  )
}

/** @param {Story} story */
function drawMissed(story) {
  if (!story.missed.length) return null
  return el(
    'details',
    { class: 'missed', open: story.missed.length <= 12 },
    el('summary', {}, fill(W.t('event.missed'), { number: story.missed.length })),
    el(
      'ul',
      { class: 'lines' },
      story.missed.map(([place, text, table]) =>
        el(
          'li',
          {},
          el('span', { class: 'place' }, String(place)),
          ' ',
          el('span', { class: 'said' }, text),
          drawTable(table, text),
        ),
      ),
    ),
  )
}
