// What happened in a scenario, line by line.

/**
 * A line as it is drawn: with its number, and all facts before it.
 * @typedef {ToldEvent & { number: number, previousRows: readonly Row[] | null, screenOpen?: boolean }} DrawnEvent
 */

/** @typedef {Map<string, MachineState>} Machines */

/** @param {Story} story */
function drawTimeline(story) {
  const machines = new Map()
  /** @type {readonly Row[] | null} */
  let rows = null
  /** @type {HTMLElement[]} */
  const drawn = []
  const events = story.events
  for (let at = 0; at < events.length; at++) {
    /** @type {DrawnEvent} */
    const event = { number: at, screenOpen: isSeen(events, at), previousRows: rows, ...events[at] }
    rows = event.rows || rows
    if (event.kind === 'given' && !event.problems) {
      const together = [event]
      while (events[at + 1] && events[at + 1].kind === 'given' && !events[at + 1].problems) {
        at += 1
        together.push({ number: at, previousRows: rows, ...events[at] })
        rows = events[at].rows || rows
      }
      drawn.push(drawGiven(together, machines, at + 1 === events.length))
    } else {
      drawn.push(drawEvent(event, machines, story))
    }
  }
  return el('ol', { class: 'timeline' }, drawn)
}

/**
 * Whether a check right behind an action fails for what the account sees: then its screen is shown at once.
 * @param {readonly ToldEvent[]} events
 * @param {number} at
 */
function isSeen(events, at) {
  for (const each of events.slice(at + 1)) {
    if (each.kind === 'action') return false
    if (each.problems && each.check && each.check.by === at && each.check.account !== null) return true
  }
  return false
}

/**
 * The table below a line, as its author wrote it.
 * @param {ToldEvent['table']} rows
 * @param {string} label
 */
function drawTable(rows, label) {
  if (!rows?.length) return null
  const [heads, ...others] = rows
  return sideways(
    label,
    el(
      'table',
      { class: 'cells' },
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
        others.map(row =>
          el(
            'tr',
            {},
            row.map(each => el('td', {}, each)),
          ),
        ),
      ),
    ),
  )
}

/** @param {ToldEvent} event */
function drawLine(event) {
  return [
    el('span', { class: 'place' }, String(event.place)),
    ' ',
    el('span', { class: 'said' }, event.text),
    ' ',
    event.citations ? passages(event.citations) : null,
  ]
}

/**
 * Facts put in place, together: their lines, and the world that they make.
 * @param {readonly DrawnEvent[]} events
 * @param {Machines} machines
 * @param {boolean} open
 */
function drawGiven(events, machines, open) {
  const last = events[events.length - 1]
  return el(
    'li',
    { class: 'event given', id: `event-${last.number}` },
    el(
      'details',
      { open },
      el('summary', {}, fill(W.t('event.given'), { number: events.length })),
      el(
        'ul',
        { class: 'lines' },
        events.map(each =>
          el(
            'li',
            { id: each === last ? null : `event-${each.number}` },
            drawLine(each),
            drawTable(each.table, each.text),
          ),
        ),
      ),
    ),
    drawMovesWithMachines(
      events.flatMap(each => each.moves || []),
      machines,
    ),
    drawFacts(last),
  )
}

/**
 * @param {DrawnEvent} event
 * @param {Machines} machines
 * @param {Story} story
 */
function drawEvent(event, machines, story) {
  const failed = Boolean(event.problems)
  return el(
    'li',
    { class: `event ${event.kind}${failed ? ' failed' : ''}`, id: `event-${event.number}`, tabindex: '-1' },
    el('p', { class: 'line' }, drawLine(event), ' ', drawState(event)),
    drawTable(event.table, event.text),
    event.problems
      ? el(
          'ul',
          { class: 'problems' },
          event.problems.map(each => el('li', {}, mark('✕', W.t('verdict.bad')), each)),
        )
      : null,
    drawDetails(event, machines, story),
  )
}

/**
 * What there is below a line, by its kind.
 * @param {DrawnEvent} event
 * @param {Machines} machines
 * @param {Story} story
 */
function drawDetails(event, machines, story) {
  switch (event.kind) {
    case 'action':
    case 'given':
      return drawAction(event, machines)
    case 'check':
      return drawCheck(event, story)
    case 'ask':
      return drawQuestion(event)
    default:
      return null
  }
}

/**
 * How a line ended, beside it.
 * @param {DrawnEvent} event
 */
function drawState(event) {
  if (event.step && event.kind === 'action') return drawOutcome(event.step)
  if (event.check)
    return drawVerdict(event.check.held ? 'good' : 'bad', W.t(event.check.held ? 'event.holds' : 'event.fails'))
  return null
}

/**
 * @param {DrawnEvent} event
 * @param {Machines} machines
 */
function drawAction(event, machines) {
  const { step, screen } = event
  if (!step) return null
  return [
    step.problem ? el('p', {}, step.problem) : null,
    drawMessages(step),
    step.created.length
      ? el(
          'ul',
          { class: 'created' },
          step.created.map(each => el('li', {}, '+ ', each)),
        )
      : null,
    drawMovesWithMachines(step.moves, machines),
    step.changes.length ? [el('h4', {}, W.t('event.changes')), drawChanges(step.changes)] : null,
    el(
      'div',
      { class: 'deeper' },
      drawConditions(step, Boolean(event.problems)),
      screen
        ? later(fill(W.t('event.sees'), { account: screen.account }), () => drawScreen(screen), event.screenOpen)
        : null,
      drawFacts(event),
      drawWhy(step.sources),
    ),
    drawWay(event.way),
  ]
}

/**
 * Conditions that were asked; at once where one of them refused.
 * @param {StepView} step
 * @param {boolean} failed
 */
function drawConditions(step, failed) {
  const { guards } = step
  if (!guards.length) return null
  const refusing = guards.find(each => !each.held)
  const refused = refusing && step.outcome !== 'accepted'
  const summary = refused
    ? fill(W.t('event.refused-by'), { number: guards.length, what: refusing.text })
    : fill(W.t('event.guards'), { number: guards.length })
  return later(summary, () => drawGuards(step), Boolean(refused && failed))
}

/**
 * All facts after an event, with what it changed marked.
 * @param {DrawnEvent} event
 */
function drawFacts(event) {
  const { rows } = event
  if (!rows) return null
  const before = event.kind === 'given' ? null : event.previousRows
  return later(fill(W.t('event.world'), { line: event.place }), () => drawWorld(rows, before))
}

/**
 * Something that opens, and is drawn when it does.
 * @param {Child} summary
 * @param {() => Child} draw
 * @param {boolean} [open]
 */
function later(summary, draw, open = false) {
  const made = disclosure(summary)
  on(made, 'toggle', () => {
    if (made.open && made.children.length === 1) made.append(...nodes([draw()]))
  })
  if (open) {
    made.append(...nodes([draw()]))
    made.open = true
  }
  return made
}

/**
 * Moves with their days; each opens to the machine as it stood after it.
 * @param {readonly MoveView[]} moves
 * @param {Machines} machines
 */
function drawMovesWithMachines(moves, machines) {
  if (!moves.length) return null
  return el(
    'ul',
    { class: 'moves' },
    moves.map(move => {
      const state = after(machines.get(move.subject), move)
      machines.set(move.subject, state)
      const summary = [el('time', { datetime: move.on }, move.on), ' ', move.text]
      return el(
        'li',
        {},
        later(summary, () => drawMachine(R.pictures[move.machine], state, move.text)),
      )
    }),
  )
}

/**
 * What a machine has gone through after one more move.
 * @param {MachineState | undefined} state
 * @param {MoveView} move
 */
function after(state, move) {
  const { visited, made, last } = state || { visited: [], made: [], last: null }
  return {
    current: move.target,
    visited: [...visited, move.source],
    made: last ? [...made, last] : made,
    last: `${move.source} ${move.event} ${move.target}`,
  }
}

/**
 * @param {DrawnEvent} event
 * @param {Story} story
 */
function drawCheck(event, story) {
  const check = event.check
  if (!check) return null
  const found = check.actual.join(', ')
  return [
    check.held
      ? el('p', { class: 'found' }, fill(W.t('event.found'), { what: found || '–' }))
      : el(
          'dl',
          { class: 'versus' },
          el('div', {}, el('dt', {}, W.t('event.expected')), el('dd', {}, check.expected.join(', ') || '–')),
          el('div', {}, el('dt', {}, W.t('event.actual')), el('dd', {}, found || '–')),
        ),
    el('div', { class: 'deeper' }, drawBy(check, story), drawWhy(check.sources)),
    drawWay(event.way),
  ]
}

/**
 * What changed last what is checked: a way to that line.
 * @param {CheckView} check
 * @param {Story} story
 */
function drawBy(check, story) {
  const { by } = check
  if (by === null) return null
  const { place } = story.events[by]
  const words =
    check.account === null
      ? fill(W.t('event.changed-by'), { line: place })
      : fill(W.t('event.done-by'), { line: place, account: check.account })
  return el('button', { type: 'button', class: 'link', onclick: () => show(by) }, `↑ ${words}`)
}

/**
 * Go to an event, and open what hides it.
 * @param {number} number
 */
function show(number) {
  const place = byId(`event-${number}`)
  const folded = place.closest('details')
  if (folded) folded.open = true
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'center' })
}

/**
 * How the line would have passed: the lines can be copied over it.
 * @param {WayView | null | undefined} way
 */
function drawWay(way) {
  if (!way) return null
  return el(
    'div',
    { class: 'way' },
    el('p', {}, way.text),
    (way.lines || []).length ? el('pre', {}, way.lines.join('\n')) : null,
  )
}

/** @param {DrawnEvent} event */
function drawQuestion(event) {
  if (!event.question) return null
  const { choices, because } = event.question
  return [
    el(
      'ul',
      { class: 'choices' },
      choices.map(([text, right]) => el('li', {}, text, right ? [' ', drawVerdict('good', W.t('event.right'))] : null)),
    ),
    because ? el('p', { class: 'quiet' }, `${W.t('event.because')} ${because}`) : null,
  ]
}
