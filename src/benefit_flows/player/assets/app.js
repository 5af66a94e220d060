// What the page shows, and every way in which that changes. Drawing reads `app`; only the functions below write it.

/**
 * The document of a course, in one language.
 * @typedef {{
 *   version: string, language: string, lessons: readonly LessonView[],
 *   words: { readonly [key: string]: string }, pictures: { readonly [machine: string]: string },
 *   machine_names: { readonly [machine: string]: string }, rulebook: { readonly [name: string]: string },
 *   portals: readonly PortalView[],
 * }} PlayerDocument
 */

/**
 * What a learner has done in a lesson.
 * @typedef {{ walk: Walk, answers: Answers, predictions: readonly Prediction[] }} Done
 */

/** @typedef {ReturnType<typeof now>} Place */

/** @type {{ t: (key: string) => string }} */
const W = { t: key => app.document.words[key] || key }

/**
 * Stands for a document until one is there.
 * @type {PlayerDocument}
 */
const NO_DOCUMENT = {
  version: '',
  language: 'en',
  lessons: [],
  words: {},
  pictures: {},
  machine_names: {},
  rulebook: {},
  portals: [],
}

/** The one thing that changes. A lesson's own part of it is `app.lessons[number]`. */
const app = {
  packed: /** @type {Packed | null} */ (null),
  unpacked: /** @type {{ [language: string]: PlayerDocument }} */ ({}),
  document: NO_DOCUMENT,
  models: /** @type {Model[]} */ ([]),
  version: '',
  language: 'en',
  number: 0,
  lessons: /** @type {Done[]} */ ([]),
  done: /** @type {number[]} */ ([]),
  predicting: false,
  pending: /** @type {number | null} */ (null),
  trial: /** @type {number | null} */ (null),
  verdict: /** @type {Prediction | null} */ (null),
  page: 0,
  machine: /** @type {string | null} */ (null),
  fronts: /** @type {{ readonly [machine: string]: string }} */ ({}),
  viewer: /** @type {string | null} */ (null),
  notice: /** @type {string | null} */ (null),
  following: false,
  singleKeys: true,
  sliding: false,
  printing: false,
  waits: 0,
  factsOpen: false,
  theme: 'auto',
  projector: false,
  started: false,
}

/**
 * Words of the player, filled in.
 * @param {string} key
 * @param {Values} [values]
 */
function say(key, values) {
  return said(`player.${key}`, values)
}

/**
 * Take a document in: at first, when the language changes, and when more worlds were explored.
 * @param {Packed} packed
 * @param {string} language
 */
function useDocument(packed, language) {
  if (app.packed !== packed) app.unpacked = {}
  app.packed = packed
  app.language = language
  app.unpacked[language] = app.unpacked[language] || unpack(packed, LANGUAGES.indexOf(language))
  app.document = app.unpacked[language]
  app.models = app.document.lessons.map(modelOf)
  document.documentElement.lang = language
}

/** Name the page after the lesson; a course says that it is one. */
function nameThePage() {
  const number = app.document.lessons.length
  const name = lessonName(app.number)
  document.title = number === 1 ? say('title', { name }) : `${name} · ${say('course', { number })}`
}

/** @param {number} number */
function lessonName(number) {
  return app.document.lessons[number].name
}

/**
 * A lesson that nobody has touched: it opens where the file was asked for.
 * @param {Model} model
 */
function freshLesson(model) {
  const path = model.actions.slice(0, model.lesson.paused).map(each => each.choice)
  return { walk: { ...startWalk(), path, cursor: path.length }, answers: {}, predictions: [] }
}

function mine() {
  return app.lessons[app.number]
}

/** Everything about where the learner is. */
function now() {
  const model = app.models[app.number]
  const walk = mine().walk
  const here = hereOf(model, walk)
  const open = here.onPath ? openQuestion(model, here.position, mine().answers) : undefined
  return { model, walk, lesson: model.lesson, ...here, here: model.lesson.worlds[here.world], open }
}

/**
 * The step that is told: the one tried outside the file, else the last of the path.
 * @param {Pick<Place, 'here' | 'last'>} [place]
 */
function told({ here, last } = now()) {
  return app.trial === null ? last : here.choices[app.trial]
}

/**
 * Who acts: whoever did the last step, else whoever does the scenario's next one.
 * @param {Place} [place]
 */
function actingAccount({ model, walk, worlds, position, lesson } = now()) {
  const done = walk.path.slice(0, walk.cursor).map((number, at) => choiceIn(model, worlds[at], number).account)
  const element = elementAt(model, position)
  return done.filter(Boolean).at(-1) || element?.account || lesson.accounts[0]
}

// ---------------------------------------------------------------- moving

/**
 * Show another place of the walk. What was only for the old place is forgotten.
 * @param {Walk} walk
 */
function moveTo(walk) {
  mine().walk = insideOf(app.models[app.number], walk)
  app.waits += 1
  Object.assign(app, {
    pending: null,
    trial: null,
    verdict: null,
    page: 0,
    viewer: null,
    notice: null,
    machine: null,
    fronts: {},
  })
  noteTheEnd()
  changed()
  showWhatHappened()
}

/** A lesson is done once its end was reached, whatever was answered. */
function noteTheEnd() {
  const { ended, onPath } = now()
  if (ended && onPath) addDone([app.number])
}

/** @param {readonly number[]} numbers */
function addDone(numbers) {
  app.done = [...new Set([...app.done, ...numbers])].sort((a, b) => a - b)
}

/**
 * Cut a path where the document ends: one kept from a document that held more worlds may lead out of it.
 * @param {Model} model
 * @param {Walk} walk
 */
function insideOf(model, walk) {
  const length = trackOf(model, walk.path).worlds.length - 1
  if (length === walk.path.length) return walk
  return jump({ ...walk, path: walk.path.slice(0, length), base: Math.min(walk.base, length) }, walk.cursor)
}

/** Draw everything anew, and tell those who listen. */
function changed() {
  draw()
  writeAddress(placeText())
  tellPlace()
}

/**
 * Whether it is not shown how things end: while predicting, and until a question that is asked here is answered.
 * @param {Pick<Place, 'open'>} place
 */
function isSecret({ open }) {
  return app.predicting || open !== undefined
}

/**
 * Take a choice; while predicting, ask first what will happen (what was seen before is no prediction).
 * @param {number} number
 */
function take(number) {
  const { walk, here } = now()
  if (app.following || here.choices[number] === undefined) return
  if (app.predicting && walk.path[walk.cursor] !== number) {
    Object.assign(app, { pending: number, trial: null, verdict: null })
    draw()
  } else doTake(number, null)
}

/**
 * Say what will happen; then it does.
 * @param {string} outcome
 */
function predict(outcome) {
  const number = app.pending
  if (number === null) return
  const was = now().here.choices[number].step.outcome
  app.pending = null
  mine().predictions = [...mine().predictions, { said: outcome, was }]
  doTake(number, { said: outcome, was })
}

/** Leave what is only being asked or tried, and stay where one is. */
function leaveAside() {
  Object.assign(app, { pending: null, trial: null, verdict: null })
  draw()
}

/** One step back; from something that was only tried, back to where one is. */
function stepBack() {
  if (app.trial === null) move(back)
  else leaveAside()
}

/**
 * Go to a place of the path by the slider, which must not be drawn anew while it is held.
 * @param {number} cursor
 */
function slideTo(cursor) {
  app.sliding = true
  move(walk => jump(walk, cursor))
}

function letGo() {
  app.sliding = false
  draw()
}

/**
 * @param {number} number
 * @param {Prediction | null} verdict
 */
async function doTake(number, verdict) {
  const { walk, here } = now()
  if (here.choices[number].to === null) {
    const found = await moreWorlds([...walk.path.slice(0, walk.cursor), number], app.number)
    if (found === null) return
    if (!found) return showTrial(number, verdict)
  }
  moveTo(choose(walk, number))
  if (verdict) {
    app.verdict = verdict
    draw()
  }
}

/**
 * Show how something ends of which the world after it is not there.
 * @param {number} number
 * @param {Prediction | null} verdict
 */
function showTrial(number, verdict) {
  Object.assign(app, { trial: number, verdict })
  draw()
  showWhatHappened()
}

function takeNext() {
  const { next, ended } = now()
  if (app.pending !== null || app.following) return
  if (ended && app.number + 1 < app.models.length) openLesson(app.number + 1)
  else if (next >= 0) take(next)
}

/** Forward on the own path, or, at its end, on with the scenario. */
function onward() {
  const { walk } = now()
  if (walk.cursor < walk.path.length) move(forward)
  else takeNext()
}

/**
 * Apply a change to the walk: back, forward, reset, startHere …
 * @param {(walk: Walk) => Walk} change
 */
function move(change) {
  if (!app.following) moveTo(change(mine().walk))
}

/** @param {number} position */
function followTo(position) {
  const { model } = now()
  move(walk => goTo(model, walk, position))
}

/** @param {readonly number[]} numbers */
function takeWay(numbers) {
  move(walk => numbers.reduce(choose, walk))
}

/**
 * @param {number} ask
 * @param {number} choice
 */
function giveAnswer(ask, choice) {
  if (app.following) return
  mine().answers = answer(mine().answers, ask, choice)
  changed()
}
