// What the page shows, and every way in which that changes. Drawing reads `app`; only the functions below write it.

const W = { t: key => (app.document && app.document.words[key]) || key }

/** The one thing that changes. A lesson's own part of it is `app.lessons[number]`. */
const app = {
  packed: null,
  unpacked: {},
  document: null,
  models: [],
  version: '',
  language: 'en',
  number: 0,
  lessons: [],
  done: [],
  predicting: false,
  pending: null,
  trial: null,
  verdict: null,
  wanted: null,
  page: 0,
  machine: null,
  fronts: {},
  viewer: null,
  notice: null,
  following: false,
  singleKeys: true,
  sliding: false,
  factsOpen: false,
  theme: 'auto',
  projector: false,
}

/** Words of the player, filled in. */
function say(key, values) {
  return said(`player.${key}`, values)
}

/** Take a document in: at first, when the language changes, and when more worlds were explored. */
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

function lessonName(number) {
  return app.document.lessons[number].name
}

/** A lesson that nobody has touched: it opens where the file was asked for. */
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
  return { model, walk, lesson: model.lesson, ...here, here: model.lesson.worlds[here.world] }
}

/** The step that is told: the one tried outside the file, else the last of the path. */
function told({ here, last } = now()) {
  return app.trial === null ? last : here.choices[app.trial]
}

/** Who acts: whoever did the last step, else whoever does the scenario's next one. */
function actingAccount({ model, walk, worlds, position, lesson } = now()) {
  const done = walk.path.slice(0, walk.cursor).map((number, at) => choiceIn(model, worlds[at], number).account)
  const element = elementAt(model, position)
  return done.filter(Boolean).at(-1) || (element && element.account) || lesson.accounts[0]
}

// ---------------------------------------------------------------- moving

/** Show another place of the walk. What was only for the old place is forgotten. */
function moveTo(walk) {
  mine().walk = insideOf(app.models[app.number], walk)
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
  const { ended, onPath } = now()
  if (ended && onPath && !app.done.includes(app.number)) app.done = [...app.done, app.number].sort((a, b) => a - b)
  changed()
  showWhatHappened()
}

/** Cut a path where the document ends: one kept from a document that held more worlds may lead out of it. */
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

function tellPlace() {
  for (const listener of listeners) listener(placeText())
}

const listeners = []

function placeText() {
  const language = app.language === app.document.language ? null : app.language
  return linkOf({ version: app.version, lesson: app.number, walk: mine().walk, done: app.done, language })
}

function writeAddress(text) {
  if (location.hash.slice(1) !== text) history.replaceState(null, '', `#${text}`)
}

/** Whether what comes next is not shown: while predicting, and until a question that is asked here is answered. */
function isSecret({ model, position, onPath }) {
  const open = each => each.ask !== null && !(each.ask in mine().answers)
  return app.predicting || (onPath && linesAt(model, position).some(open))
}

/** Take a choice; while predicting, ask first what will happen (what was seen before is no prediction). */
function take(number) {
  const { walk, here } = now()
  if (app.following || here.choices[number] === undefined) return
  if (app.predicting && walk.path[walk.cursor] !== number) {
    Object.assign(app, { pending: number, trial: null, verdict: null })
    draw()
  } else doTake(number, null)
}

/** Say what will happen; then it does. */
function predict(outcome) {
  const number = app.pending
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

/** Go to a place of the path by the slider, which must not be drawn anew while it is held. */
function slideTo(cursor) {
  app.sliding = true
  move(walk => jump(walk, cursor))
}

function letGo() {
  app.sliding = false
  draw()
}

async function doTake(number, verdict) {
  const { walk, here } = now()
  if (here.choices[number].to === null && !(await hasMore([...walk.path.slice(0, walk.cursor), number]))) {
    Object.assign(app, { trial: number, verdict })
    draw()
    showWhatHappened()
    return
  }
  moveTo(choose(walk, number))
  if (verdict) {
    app.verdict = verdict
    draw()
  }
}

/** Ask whoever serves the page for the worlds along a path. Says whether the path is in the document then. */
async function hasMore(path) {
  if (!player.expand) return false
  try {
    announce(say('expanding'))
    useDocument(await player.expand(path, app.number), app.language)
  } catch {
    app.notice = 'expand_failed'
    return false
  }
  return trackOf(app.models[app.number], path).stopped === null
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

/** Apply a change to the walk: back, forward, reset, startHere … */
function move(change) {
  if (!app.following) moveTo(change(mine().walk))
}

function followTo(position) {
  const { model } = now()
  move(walk => goTo(model, walk, position))
}

function takeWay(numbers) {
  move(walk => numbers.reduce(choose, walk))
}

function giveAnswer(ask, choice) {
  if (app.following) return
  mine().answers = answer(mine().answers, ask, choice)
  draw()
}

// ---------------------------------------------------------------- lessons, language, links

function openLesson(number) {
  app.number = number
  moveTo(mine().walk)
  window.scrollTo(0, 0)
}

function switchLanguage() {
  useDocument(app.packed, app.language === 'en' ? 'fr' : 'en')
  changed()
}

/** Go to the place that a link names. What does not fit is said, and the lesson starts at the beginning. */
async function openPlace(text, { quiet = false } = {}) {
  const read = readLink(text)
  let verdict = judgeLink(read, app, app.models)
  if (verdict === 'outside') {
    const number = app.number
    app.number = read.lesson
    if (await hasMore(read.walk.path)) verdict = judgeLink(read, app, app.models)
    else app.number = number
  }
  if (verdict === 'ok') usePlace(read)
  else {
    app.number = read && app.models[read.lesson] ? read.lesson : 0
    mine().walk = startWalk()
  }
  Object.assign(app, { pending: null, trial: null, verdict: null, page: 0, viewer: null })
  app.notice = verdict === 'ok' ? null : `link_${verdict}`
  draw()
  writeAddress(placeText())
  if (!quiet) tellPlace()
}

function usePlace(read) {
  const model = app.models[read.lesson]
  const kept = read.walk.kept.filter(path => trackOf(model, path).stopped === null)
  app.number = read.lesson
  mine().walk = { ...read.walk, kept }
  app.done = [...new Set([...app.done, ...read.done])].sort((a, b) => a - b)
  useDocument(app.packed, read.language || app.language)
}
