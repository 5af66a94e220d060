// What happened, drawn: each function takes a view (see benefit_flows.view) and gives an element, or null for nothing.
// Words come from W.t(key), which the page sets. No colour says anything that a sign or a word does not say too.

/**
 * What has happened to a machine: its state now, those before, its moves as "source event target", the last apart.
 * @typedef {{
 *   readonly current: string, readonly visited: readonly string[],
 *   readonly made: readonly string[], readonly last: string | null,
 * }} MachineState
 */

/**
 * Words of the page's language, filled in.
 * @param {string} key
 * @param {Values} [values]
 */
function said(key, values) {
  return fill(W.t(key), values)
}

/**
 * Rules with what they state, and the passages they rest on.
 * @param {readonly SourceView[]} sources
 */
function drawSources(sources) {
  if (!sources.length) return null
  return el(
    'ul',
    { class: 'sources' },
    sources.map(each =>
      el(
        'li',
        {},
        el('strong', { class: 'rule' }, each.rule),
        ' ',
        passages(each.passages),
        ' ',
        el('em', { class: 'basis' }, each.basis),
        ' ',
        each.statement,
      ),
    ),
  )
}

/** @param {readonly number[]} numbers */
function passages(numbers) {
  return el('span', { class: 'passages' }, numbers.map(each => `[${each}]`).join(''))
}

/**
 * Rules and passages in one line that opens to what the rules state.
 * @param {readonly SourceView[]} sources
 */
function drawWhy(sources) {
  if (!sources.length) return null
  const cited = [...new Set(sources.flatMap(each => each.passages))].sort((a, b) => a - b)
  const summary = [said('story.why'), ' ', sources.map(each => each.rule).join(' '), ' ', passages(cited)]
  return el('details', { class: 'why' }, el('summary', {}, summary), drawSources(sources))
}

/**
 * How an action ended: a sign and the word.
 * @param {StepView} step
 */
function drawOutcome(step) {
  const sign = { accepted: '✓', refused: '✕' }[step.outcome] || '!'
  const kind = { accepted: 'good', refused: 'bad' }[step.outcome] || 'warn'
  return el('span', { class: `badge ${kind}` }, el('span', { 'aria-hidden': 'true' }, `${sign} `), step.outcome_name)
}

/**
 * What the portal said, as it said it.
 * @param {StepView} step
 */
function drawMessages(step) {
  if (!step.messages.length) return null
  return el(
    'ul',
    { class: 'messages', 'aria-label': said('story.messages') },
    step.messages.map(each =>
      el('li', {}, el('q', {}, each.text), each.documented ? null : [' ', el('small', {}, said('story.undocumented'))]),
    ),
  )
}

/**
 * Every guard that was asked, in order: whether it held, the facts it looked at, its rules.
 * @param {StepView} step
 */
function drawGuards(step) {
  if (!step.guards.length) return null
  return el(
    'ol',
    { class: 'guards' },
    step.guards.map(each =>
      el(
        'li',
        { class: each.held ? 'held' : 'failed' },
        mark(each.held ? '✓' : '✕', said(each.held ? 'story.held' : 'story.not-held')),
        el('span', {}, each.text, each.facts ? [' ', el('span', { class: 'facts' }, each.facts)] : null),
        drawWhy(each.sources),
      ),
    ),
  )
}

/**
 * The moves of the machines, with their days.
 * @param {StepView} step
 */
function drawMoves(step) {
  if (!step.moves.length) return null
  return el(
    'ul',
    { class: 'moves' },
    step.moves.map(each => el('li', {}, el('time', { datetime: each.on }, each.on), ' ', each.text)),
  )
}

/**
 * What differs: grouped by what it belongs to, each fact before and after.
 * @param {readonly Difference[]} changes
 */
function drawChanges(changes) {
  if (!changes.length) return null
  const groups = new Map()
  for (const each of changes) {
    const key = JSON.stringify([each.heading, each.name])
    groups.set(key, [...(groups.get(key) || []), each])
  }
  return el(
    'ul',
    { class: 'changes' },
    [...groups.values()].map(group =>
      el(
        'li',
        {},
        el('span', { class: 'heading' }, group[0].heading),
        group[0].name ? [' ', el('strong', {}, group[0].name)] : null,
        el('ul', {}, group.map(drawChange)),
      ),
    ),
  )
}

/** @param {Difference} each */
function drawChange(each) {
  return el(
    'li',
    {},
    each.label ? [el('span', { class: 'label' }, each.label), ' '] : null,
    each.before === null ? null : el('del', {}, unseen(`${said('story.before')} `), each.before || '–'),
    el(
      'span',
      { class: each.before === null ? 'quiet' : 'arrow', 'aria-hidden': 'true' },
      each.before === null ? '+ ' : ' → ',
    ),
    each.after === null
      ? el('em', {}, said('story.gone'))
      : el('ins', {}, unseen(`${said('story.after')} `), each.after || '–'),
  )
}

/**
 * A page of a portal as an account sees it; what is withheld stands in a disclosure.
 * @param {ScreenView} screen
 */
function drawScreen(screen) {
  const title = screen.portal || said('story.nowhere')
  const label = said('story.screen', { account: screen.account, portal: title, page: screen.page })
  return el(
    'div',
    { class: 'screen', role: 'group', 'aria-label': label },
    el(
      'p',
      { class: 'titlebar' },
      el('span', { class: 'dots', 'aria-hidden': 'true' }, '● ● ●'),
      el('strong', {}, title),
      screen.page ? el('span', { class: 'crumb' }, screen.page) : null,
      el('span', { class: 'who' }, screen.account),
    ),
    el(
      'div',
      { class: 'content' },
      screen.items.length ? drawItems(screen.items) : el('p', { class: 'quiet' }, said('story.empty')),
    ),
    drawWithheld(screen),
  )
}

/**
 * Items in order; what belongs to a row stands inside it.
 * @param {readonly ItemView[]} items
 */
function drawItems(items) {
  const rows = new Set(items.filter(each => each.role === 'row').map(each => each.text))
  /** @param {ItemView} each */
  const inside = each => each.role !== 'row' && each.of !== null && rows.has(each.of)
  return items
    .filter(each => !inside(each))
    .map(each =>
      each.role === 'row'
        ? el(
            'div',
            { class: 'item row' },
            el('strong', {}, each.text),
            each.value === null ? null : el('span', { class: 'badge' }, each.value),
            items
              .filter(other => inside(other) && other.of === each.text)
              .map(other => drawItem({ ...other, of: null })),
          )
        : drawItem(each),
    )
}

/** @param {ItemView} each */
function drawItem(each) {
  const what = each.of ? `${each.of}: ${each.text}` : each.text
  switch (each.role) {
    case 'button':
      // Nothing happens here when it is pressed, so that only a disabled one is a button for the keyboard's sake.
      return each.enabled
        ? el('span', { class: 'item button' }, unseen(`${said('story.button')} `), what)
        : el(
            'button',
            { class: 'item button', type: 'button', disabled: true },
            what,
            el('small', {}, ` (${said('story.disabled')})`),
          )
    case 'link':
    case 'menu':
      return el('span', { class: `item ${each.role}` }, unseen(`${said(`story.${each.role}`)} `), what)
    case 'field':
    case 'value':
      return el(
        'span',
        { class: `item ${each.role}` },
        el('span', { class: 'label' }, what),
        ' ',
        el('span', { class: 'content' }, each.value === null ? '\u00a0' : each.value),
      )
    default:
      return el(
        'p',
        { class: `item ${each.role}` },
        what,
        each.value === null ? null : [' ', el('span', { class: 'badge' }, each.value)],
      )
  }
}

/**
 * What an account does not see, and why.
 * @param {ScreenView} screen
 */
function drawWithheld(screen) {
  if (!screen.withheld.length) return null
  return el(
    'details',
    { class: 'withheld' },
    el('summary', {}, said('story.withheld', { account: screen.account })),
    el(
      'ul',
      {},
      screen.withheld.map(each =>
        el('li', {}, each.of ? `${each.of}: ${each.text}` : each.text, drawSources(each.sources)),
      ),
    ),
  )
}

/**
 * All facts of a moment, a table for each section; what was otherwise before is marked.
 * @param {readonly Row[]} rows
 * @param {readonly Row[] | null} [previousRows]
 */
function drawWorld(rows, previousRows) {
  const before = previousRows ? new Map(previousRows.map(each => [`${each.section} ${each.id}`, each])) : null
  const sections = new Map()
  for (const each of rows) sections.set(each.section, [...(sections.get(each.section) || []), each])
  return el(
    'div',
    { class: 'world' },
    [...sections.values()].map(group => drawSection(group, before)),
  )
}

/**
 * @param {readonly Row[]} group
 * @param {Map<string, Row> | null} before
 */
function drawSection(group, before) {
  const labels = [...new Set(group.flatMap(each => each.cells.map(cell => cell.label)))]
  const heading = group[0].heading
  return sideways(
    heading,
    el(
      'table',
      {},
      el('caption', {}, heading),
      labels.length
        ? el(
            'thead',
            {},
            el(
              'tr',
              {},
              el('th', { scope: 'col' }, unseen(said('story.name'))),
              labels.map(each => el('th', { scope: 'col' }, each)),
            ),
          )
        : null,
      el(
        'tbody',
        {},
        group.map(each => drawRow(each, labels, before)),
      ),
    ),
  )
}

/**
 * @param {Row} row
 * @param {readonly string[]} labels
 * @param {Map<string, Row> | null} before
 */
function drawRow(row, labels, before) {
  const old = before?.get(`${row.section} ${row.id}`)
  const isNew = before && !old
  return el(
    'tr',
    { class: isNew && 'changed' },
    el('th', { scope: 'row' }, row.name, isNew ? [' ', el('small', {}, said('story.new'))] : null),
    labels.map(label => drawCell(cellOf(row, label), old ? cellOf(old, label) : undefined)),
  )
}

/**
 * @param {Row} row
 * @param {string} label
 */
function cellOf(row, label) {
  const cell = row.cells.find(each => each.label === label)
  return cell ? cell.value : ''
}

/**
 * @param {string} value
 * @param {string | undefined} old
 */
function drawCell(value, old) {
  if (old === undefined || old === value) return el('td', {}, value)
  return el(
    'td',
    { class: 'changed' },
    el('strong', {}, value || '–'),
    ' ',
    el('small', {}, said('story.was', { value: old || '–' })),
  )
}

/**
 * A machine's picture with what has happened: filled and bold the state now, dashed those before, thick the last move.
 * @param {string} svgText
 * @param {MachineState} state
 * @param {string} label
 */
function drawMachine(svgText, state, label) {
  const drawn = picture(svgText, label)
  for (const each of drawn.querySelectorAll('[data-state]')) {
    const name = each.getAttribute('data-state') ?? ''
    each.classList.toggle('d-current', name === state.current)
    each.classList.toggle('d-visited', name !== state.current && state.visited.includes(name))
  }
  for (const each of drawn.querySelectorAll('[data-move], [data-moves]')) {
    const moves = (each.getAttribute('data-moves') || each.getAttribute('data-move') || '').split('|')
    const isLast = state.last !== null && moves.includes(state.last)
    each.classList.toggle('d-last', isLast)
    each.classList.toggle('d-made', !isLast && moves.some(one => state.made.includes(one)))
  }
  return el('figure', { class: 'machine' }, el('figcaption', {}, label), sideways(label, drawn))
}
