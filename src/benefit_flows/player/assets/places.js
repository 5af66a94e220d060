// Places: the link to where one is, going where a link leads, other lessons, and worlds that are not there yet.

function tellPlace() {
  for (const listener of listeners) listener(placeText())
}

/** @type {((place: string) => void)[]} */
const listeners = []

function placeText() {
  const language = app.language === app.document.language ? null : app.language
  const answers = app.models.map((model, number) => [number, ...answersTold(model, app.lessons[number].answers)])
  const place = { version: app.version, lesson: app.number, walk: mine().walk, done: app.done, language }
  return linkOf({ ...place, answers: answers.filter(each => each.length > 1) })
}

/** @param {string} text */
function writeAddress(text) {
  if (location.hash.slice(1) !== text) history.replaceState(null, '', `#${text}`)
}

/** @param {number} number */
function openLesson(number) {
  app.number = number
  moveTo(mine().walk)
  window.scrollTo(0, 0)
}

function switchLanguage() {
  if (app.packed === null) return
  useDocument(app.packed, app.language === 'en' ? 'fr' : 'en')
  changed()
}

/**
 * Go to the place that a link names. What does not fit is said, and the lesson starts at the beginning.
 * @param {string} text
 * @param {{ quiet?: boolean }} [place]
 */
async function openPlace(text, { quiet = false } = {}) {
  const read = readLink(text)
  let verdict = judgeLink(read, app, app.models)
  app.waits += 1
  if (read !== null && verdict === 'outside') {
    const found = await moreWorlds(read.walk.path, read.lesson)
    if (found === null) return
    if (found) verdict = judgeLink(read, app, app.models)
  }
  usePlace(read, verdict)
  Object.assign(app, { pending: null, trial: null, verdict: null, page: 0, viewer: null })
  app.notice = verdict === 'ok' ? null : `link_${verdict}`
  noteTheEnd()
  draw()
  writeAddress(placeText())
  if (!quiet) tellPlace()
}

/**
 * Be where a link says. What was learnt before and the language count even if its place is not to be had.
 * @param {LinkPlace | null} read
 * @param {string} verdict
 */
function usePlace(read, verdict) {
  app.number = read && app.models[read.lesson] ? read.lesson : 0
  mine().walk = read !== null && verdict === 'ok' ? { ...read.walk, kept: keptInside(read) } : startWalk()
  if (read === null) return
  addDone(read.done.filter(number => app.models[number]))
  if (verdict === 'ok' || verdict === 'outside') useAnswers(read.answers)
  if (app.packed !== null) useDocument(app.packed, read.language || app.language)
}

/** @param {LinkPlace} place */
function keptInside({ walk, lesson }) {
  return walk.kept.filter(path => trackOf(app.models[lesson], path).stopped === null)
}

/**
 * Take over the answers of a link; those given here came first.
 * @param {readonly (readonly number[])[]} groups
 */
function useAnswers(groups) {
  for (const [number, ...told] of groups)
    app.lessons[number].answers = { ...answersRead(told), ...app.lessons[number].answers }
}

// ---------------------------------------------------------------- more worlds

/**
 * Ask whoever serves the page for the worlds along a path. Says whether the path is in the document then; null where
 * the learner went elsewhere, or asked for something else, while that took its time: then nothing may move.
 * @param {readonly number[]} path
 * @param {number} lesson
 */
async function moreWorlds(path, lesson) {
  if (!player.expand) return false
  const isStill = waiting()
  try {
    announce(say('expanding'))
    const packed = await player.expand(path, lesson)
    if (!isStill()) return null
    useDocument(packed, app.language)
  } catch {
    if (!isStill()) return null
    app.notice = 'expand_failed'
    return false
  }
  return trackOf(app.models[lesson], path).stopped === null
}

/** Tells later whether nobody has moved since, or asked for something else. */
function waiting() {
  app.waits += 1
  const wait = app.waits
  return () => app.waits === wait
}
