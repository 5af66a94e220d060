// What is around a step: the machines, the portal, the facts.

/**
 * All machines, each with the subject in front. In projector mode the style shows only the front one.
 * @param {Place} place
 */
function drawMachines(place) {
  const all = machinesOf(place)
  const front = frontMachine(place, all)
  return all.map(each => drawSubject(each, each === front, place))
}

/**
 * The machines that something in this world stands in.
 * @param {Place} place
 */
function machinesOf(place) {
  return Object.keys(app.document.pictures).filter(each => place.here.subjects.some(one => one.machine === each))
}

/**
 * @param {Place} place
 * @param {readonly string[]} all
 */
function frontMachine(place, all) {
  if (app.machine && all.includes(app.machine)) return app.machine
  const moved = movesAlong(place).at(-1)
  return moved && all.includes(moved.machine) ? moved.machine : all[0]
}

/**
 * Every move of every subject along the path, up to the cursor.
 * @param {Pick<Place, 'model' | 'walk' | 'worlds'>} place
 */
function movesAlong({ model, walk, worlds }) {
  return walk.path.slice(0, walk.cursor).flatMap((number, at) => choiceIn(model, worlds[at], number).step.moves)
}

/**
 * The subject in front: the one asked for, else the one that moved last, else the acting account's, else the first.
 * @param {string} machine
 * @param {Place} place
 */
function frontSubject(machine, place) {
  const subjects = place.here.subjects.filter(each => each.machine === machine)
  /** @param {string} id */
  const ofId = id => subjects.find(each => each.id === id)
  const moved = movesAlong(place)
    .filter(each => each.machine === machine)
    .at(-1)
  const acting = actingAccount(place)
  return (
    ofId(app.fronts[machine]) ||
    (moved && ofId(moved.subject)) ||
    subjects.find(each => each.name.includes(acting)) ||
    subjects[0]
  )
}

/**
 * @param {string} machine
 * @param {boolean} isFront
 * @param {Place} place
 */
function drawSubject(machine, isFront, place) {
  const subject = frontSubject(machine, place)
  const name = app.document.machine_names[machine]
  const label = say('picture', { machine: name, name: subject.name, state: subject.state_name })
  const drawn = drawMachine(app.document.pictures[machine], stateOf(subject, place), label)
  const svg = one(drawn, 'svg', SVGSVGElement)
  const wide = svg.viewBox.baseVal.width / 16
  const figure = el(
    'div',
    { class: isFront ? 'p-machine p-front' : 'p-machine' },
    el(
      'div',
      { class: 'p-subject' },
      drawSubjects(machine, subject, name, place),
      isFront && place.here.subjects.length > 1
        ? pressed('machine', say('machine_next'), nextSubject, 'm', { class: 'p-other-machine' })
        : null,
    ),
    drawn,
  )
  figure.style.setProperty('--wide', String(wide))
  return figure
}

/**
 * @param {SubjectView} subject
 * @param {Place} place
 */
function stateOf(subject, { model, worlds, walk, last }) {
  const along = movesAlong({ model, worlds, walk }).filter(
    each => each.subject === subject.id && each.machine === subject.machine,
  )
  /** @param {MoveView} each */
  const text = each => `${each.source} ${each.event} ${each.target}`
  const moved = app.trial === null && last ? last.step.moves.filter(each => along.includes(each)) : []
  const visited = worlds
    .slice(0, walk.cursor)
    .flatMap(world =>
      model.lesson.worlds[world].subjects.filter(each => each.id === subject.id && each.machine === subject.machine),
    )
  return {
    current: subject.state,
    visited: visited.map(each => each.state),
    made: along.map(text),
    last: moved.map(text).at(-1) ?? null,
  }
}

/**
 * @param {string} machine
 * @param {SubjectView} subject
 * @param {string} name
 * @param {Place} place
 */
function drawSubjects(machine, subject, name, { here }) {
  const subjects = here.subjects.filter(each => each.machine === machine)
  const named = el(
    'strong',
    { class: subjects.length > 1 ? 'p-only-projector' : null },
    subject.name,
    ' ',
    el('span', { class: 'badge' }, subject.state_name),
  )
  if (subjects.length === 1) return named
  return [
    named,
    el(
      'label',
      {},
      el('span', { class: 'unseen' }, `${name}: ${say('subject')} `),
      el(
        'select',
        { 'data-key': `subject-${machine}`, onchange: event => showSubject(machine, valueFrom(event)) },
        subjects.map(each =>
          el('option', { value: each.id, selected: each.id === subject.id }, `${each.name} (${each.state_name})`),
        ),
      ),
    ),
  ]
}

/**
 * @param {string} machine
 * @param {string} id
 */
function showSubject(machine, id) {
  app.fronts = { ...app.fronts, [machine]: id }
  draw()
}

/** Put the next subject in front, those of the same machine first. */
function nextSubject() {
  const place = now()
  const all = machinesOf(place)
  const subjects = all.flatMap(machine => place.here.subjects.filter(each => each.machine === machine))
  if (!subjects.length) return
  const front = frontSubject(frontMachine(place, all), place)
  const next = subjects[(subjects.indexOf(front) + 1) % subjects.length]
  app.machine = next.machine
  showSubject(next.machine, next.id)
}

// ---------------------------------------------------------------- the portal

/** @param {Place} place */
function viewerOf(place) {
  const names = place.here.screens.map(each => each.account)
  return [app.viewer, actingAccount(place), names[0]].find(each => each !== null && names.includes(each))
}

/** @param {Place} place */
function drawPortal(place) {
  const viewer = viewerOf(place)
  const screen = place.here.screens.find(each => each.account === viewer)
  const names = place.here.screens.map(each => each.account)
  return [
    el('h2', { class: 'p-heading' }, viewer ? say('screen', { account: viewer }) : say('screens')),
    names.length > 1
      ? el(
          'p',
          { class: 'p-viewers noprint', role: 'group', 'aria-label': say('seen_by') },
          names.map(each =>
            pressed(`viewer-${each}`, each, () => showViewer(each), null, { 'aria-pressed': String(each === viewer) }),
          ),
        )
      : null,
    screen
      ? drawScreen(screen)
      : el('p', { class: 'quiet' }, say('nowhere', { account: viewer || actingAccount(place) })),
  ]
}

/** @param {string} name */
function showViewer(name) {
  app.viewer = name
  draw()
}

function nextViewer() {
  const place = now()
  const names = place.here.screens.map(each => each.account)
  const viewer = viewerOf(place)
  if (viewer) showViewer(names[(names.indexOf(viewer) + 1) % names.length])
}

/**
 * All facts, opened on demand; what the last step changed is marked.
 * @param {Place} place
 */
function drawFacts(place) {
  const before = place.before === null ? null : place.lesson.worlds[place.before].rows
  const holder = el('div', {})
  const fillIn = () => holder.childNodes.length || replace(holder, drawWorld(place.here.rows, before))
  if (app.factsOpen) fillIn()
  return el(
    'details',
    {
      class: 'card p-facts',
      open: app.factsOpen === true,
      ontoggle: ({ target }) => {
        app.factsOpen = target instanceof HTMLDetailsElement && target.open
        if (app.factsOpen) fillIn()
      },
    },
    el('summary', {}, say('facts')),
    place.last?.step.changes.length ? drawChanges(place.last.step.changes) : null,
    holder,
  )
}
