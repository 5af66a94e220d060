// Where somebody is in a lesson, and how that changes. Nothing here draws, and no value is ever changed in place.
//

/**
 * A walk: choice numbers of the present branch (its future included), how many of them are done, where "back to the
 * start" leads, and the other branches. Worlds and choices are read from the lesson.
 * @typedef {{
 *   readonly path: readonly number[], readonly cursor: number, readonly base: number,
 *   readonly kept: readonly (readonly number[])[],
 * }} Walk
 */

/**
 * A lesson with what follows from it: its actions, and the worlds on its own path.
 * @typedef {{ lesson: LessonView, actions: readonly ActionItem[], own: readonly number[] }} Model
 */

/** @typedef {ReturnType<typeof hereOf>} Here */
/** @typedef {LessonView['story'][number]} StoryItem */
/** @typedef {ReturnType<typeof placedStory>[number]} PlacedLine */
/** @typedef {ReturnType<typeof quizScore>} QuizScore */

/**
 * The number of the answer that was given to each question, by the question's number.
 * @typedef {{ readonly [ask: number]: number }} Answers
 */

/**
 * The outcome that was said, and the one that was.
 * @typedef {{ readonly said: string, readonly was: string }} Prediction
 */

const OUTCOMES = ['accepted', 'refused', 'error-to-ignore']

function startWalk() {
  return { path: [], cursor: 0, base: 0, kept: [] }
}

/**
 * Make the model of a lesson.
 * @param {LessonView} lesson
 */
function modelOf(lesson) {
  const actions = lesson.story.filter(each => each.kind === 'action')
  let world = 0
  const own = [world]
  for (const action of actions) {
    const choice = lesson.worlds[world].choices[action.choice]
    if (choice === undefined || choice.to === null) break
    world = choice.to
    own.push(world)
  }
  return { lesson, actions, own }
}

/**
 * @param {Model} model
 * @param {number} world
 * @param {number} number
 */
function choiceIn(model, world, number) {
  return model.lesson.worlds[world].choices[number]
}

/**
 * What the scenario itself does from a position on; undefined at its end, and where its run stopped.
 * @param {Model} model
 * @param {number} position
 */
function elementAt(model, position) {
  if (position >= model.own.length || position >= model.actions.length) return undefined
  return choiceIn(model, model.own[position], model.actions[position].choice)
}

/**
 * @param {ChoiceView} one
 * @param {ChoiceView} other
 */
function isSame(one, other) {
  return one.text === other.text && one.account === other.account && one.kind === other.kind
}

/**
 * The number of the scenario's next choice among those of a world, or -1.
 * @param {Model} model
 * @param {number} world
 * @param {number} position
 */
function nextIn(model, world, position) {
  const element = elementAt(model, position)
  if (element === undefined) return -1
  if (model.own[position] === world) return model.actions[position].choice
  return model.lesson.worlds[world].choices.findIndex(each => isSame(each, element))
}

/**
 * The worlds and positions in the scenario along a path. `stopped` says why it could not be walked to its end:
 * "unknown" where there is no such choice, "outside" where the world after it is not in the file.
 * @param {Model} model
 * @param {readonly number[]} path
 */
function trackOf(model, path) {
  let [world, position] = [0, 0]
  const [worlds, positions] = [[world], [position]]
  for (const number of path) {
    const choice = choiceIn(model, world, number)
    if (choice === undefined) return { worlds, positions, stopped: 'unknown' }
    if (choice.to === null) return { worlds, positions, stopped: 'outside' }
    position += nextIn(model, world, position) === number ? 1 : 0
    world = choice.to
    worlds.push(world)
    positions.push(position)
  }
  return { worlds, positions, stopped: null }
}

/**
 * All that a page shows of a walk: the world, the position, the last choice, and the scenario's next one.
 * @param {Model} model
 * @param {Walk} walk
 */
function hereOf(model, walk) {
  const { worlds, positions } = trackOf(model, walk.path)
  const [world, position] = [worlds[walk.cursor], positions[walk.cursor]]
  const before = walk.cursor ? worlds[walk.cursor - 1] : null
  return {
    world,
    position,
    worlds,
    positions,
    before,
    last: before === null ? null : choiceIn(model, before, walk.path[walk.cursor - 1]),
    onPath: model.own[position] === world,
    next: nextIn(model, world, position),
    ended: position >= model.actions.length,
  }
}

/**
 * The scenario's own action that was done last, where one is on its path; else undefined.
 * @param {Model} model
 * @param {Here} place
 * @param {number} cursor
 */
function ownAction(model, { before, position, positions, onPath }, cursor) {
  const isOwn = onPath && cursor > 0 && positions[cursor - 1] < position && model.own[position - 1] === before
  return isOwn ? model.actions[position - 1] : undefined
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function samePath(one, other) {
  return one.length === other.length && one.every((number, index) => number === other[index])
}

/**
 * @param {readonly (readonly number[])[]} kept
 * @param {readonly number[]} path
 */
function keep(kept, path) {
  return kept.some(each => samePath(each, path)) ? kept : [...kept, path]
}

/**
 * Take a choice. In the middle of a path the old future is kept, unless it goes on the same way.
 * @param {Walk} walk
 * @param {number} number
 */
function choose(walk, number) {
  const { path, cursor, base, kept } = walk
  if (path[cursor] === number) return { ...walk, cursor: cursor + 1 }
  return {
    path: [...path.slice(0, cursor), number],
    cursor: cursor + 1,
    base: Math.min(base, cursor),
    kept: cursor < path.length ? keep(kept, path) : kept,
  }
}

/**
 * @param {Walk} walk
 * @param {number} cursor
 */
function jump(walk, cursor) {
  return { ...walk, cursor: Math.max(0, Math.min(walk.path.length, cursor)) }
}

/** @param {Walk} walk */
function back(walk) {
  return jump(walk, walk.cursor - 1)
}

/** @param {Walk} walk */
function forward(walk) {
  return jump(walk, walk.cursor + 1)
}

/** @param {Walk} walk */
function reset(walk) {
  return jump(walk, walk.base)
}

/** @param {Walk} walk */
function startHere(walk) {
  return { ...walk, base: walk.cursor }
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function parting(one, other) {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

/**
 * Take a kept future; the present path is kept instead. The cursor stands where both part.
 * @param {Walk} walk
 * @param {number} index
 */
function switchTo(walk, index) {
  const path = walk.kept[index]
  if (path === undefined) return walk
  const kept = walk.kept.map((each, at) => (at === index ? walk.path : each))
  const cursor = parting(path, walk.path)
  return { ...walk, path, cursor, base: Math.min(walk.base, cursor), kept }
}

/**
 * Follow the scenario to a position: over the path as far as it goes there, then with the scenario's own choices.
 * @param {Model} model
 * @param {Walk} walk
 * @param {number} position
 */
function goTo(model, walk, position) {
  const reached = hereOf(model, walk).positions.indexOf(position)
  if (reached >= 0) return jump(walk, reached)
  let found = jump(walk, walk.path.length)
  for (let here = hereOf(model, found); here.position < position; here = hereOf(model, found)) {
    if (here.next < 0 || choiceIn(model, here.world, here.next).to === null) return found
    found = choose(found, here.next)
  }
  return found
}

// ---------------------------------------------------------------- questions and predictions

/**
 * The lines of the story with their position (how many actions stand before them); questions with their own number.
 * @param {Model} model
 */
function placedStory(model) {
  let [position, asked] = [0, 0]
  return model.lesson.story.map((item, number) => {
    if (item.kind === 'action') position += 1
    return { item, number, position, ask: item.kind === 'ask' ? asked++ : null }
  })
}

/**
 * The lines that belong to a position: what stands behind its action, up to the next action.
 * @param {Model} model
 * @param {number} position
 */
function linesAt(model, position) {
  return placedStory(model).filter(each => each.position === position && each.item.kind !== 'action')
}

/**
 * The question that is open at a position: the first without an answer; undefined where there is none.
 * @param {Model} model
 * @param {number} position
 * @param {Answers} answers
 */
function openQuestion(model, position, answers) {
  return linesAt(model, position).find(each => each.ask !== null && !(each.ask in answers))
}

/**
 * Whether a line is told at a position: what is behind an open question is not, it might give the answer away.
 * @param {PlacedLine} line
 * @param {number} position
 * @param {PlacedLine | undefined} open
 */
function isTold(line, position, open) {
  return line.position < position || (line.position === position && !(open && line.number > open.number))
}

/**
 * The first answer to a question counts.
 * @param {Answers} answers
 * @param {number} ask
 * @param {number} choice
 */
function answer(answers, ask, choice) {
  return ask in answers ? answers : { ...answers, [ask]: choice }
}

/** @param {Model} model */
function questionsOf(model) {
  return model.lesson.story.filter(each => each.kind === 'ask')
}

/**
 * @param {Model} model
 * @param {Answers} answers
 */
function quizScore(model, answers) {
  const asks = questionsOf(model)
  const given = asks.filter((_, number) => number in answers)
  const right = asks.filter((ask, number) => number in answers && ask.choices[answers[number]].right)
  return { right: right.length, answered: given.length, of: asks.length }
}

/**
 * The scores of several lessons as one.
 * @param {readonly QuizScore[]} scores
 */
function sumOfScores(scores) {
  /** @param {keyof QuizScore} name */
  const sum = name => scores.reduce((all, each) => all + each[name], 0)
  return { right: sum('right'), answered: sum('answered'), of: sum('of') }
}

/**
 * The answers of a lesson as a link tells them: for each question the answer from 1, or 0. None of none.
 * @param {Model} model
 * @param {Answers} answers
 */
function answersTold(model, answers) {
  return Object.keys(answers).length ? questionsOf(model).map((_, ask) => (ask in answers ? answers[ask] + 1 : 0)) : []
}

/**
 * Whether such numbers are answers to the questions of a lesson.
 * @param {Model} model
 * @param {readonly number[]} told
 */
function fitsQuiz(model, told) {
  const asks = questionsOf(model)
  return told.length <= asks.length && told.every((number, ask) => number <= asks[ask].choices.length)
}

/**
 * Read such numbers.
 * @param {readonly number[]} told
 */
function answersRead(told) {
  return Object.fromEntries(told.map((number, ask) => [ask, number - 1]).filter(([, choice]) => choice >= 0))
}

/** @param {readonly Prediction[]} predictions */
function predictionScore(predictions) {
  return { right: predictions.filter(each => each.said === each.was).length, of: predictions.length }
}

/** @param {Model} model */
function checkScore(model) {
  const checks = model.lesson.story.filter(each => each.kind === 'check')
  return { held: checks.filter(each => each.held).length, of: checks.length }
}

// ---------------------------------------------------------------- why not

/** @param {ChoiceView} choice */
function isAccepted(choice) {
  return choice.step.outcome === 'accepted'
}

/**
 * The best way of accepted choices to a world where the same thing is accepted: choice numbers, or null.
 * @param {Model} model
 * @param {number} world
 * @param {ChoiceView} refused
 */
function whyNot(model, world, refused) {
  const seen = new Set()
  let waiting = [{ world, way: /** @type {number[]} */ ([]), cost: [0, 0, 0, 0] }]
  while (waiting.length) {
    const [{ world: at, way, cost }, ...rest] = waiting
    waiting = rest
    if (seen.has(at)) continue
    seen.add(at)
    const choices = model.lesson.worlds[at].choices
    if (choices.some(each => isSame(each, refused) && isAccepted(each))) return way
    choices.forEach((each, number) => {
      if (!isAccepted(each) || each.to === null || seen.has(each.to)) return
      const added = costOf(each, refused)
      waiting.push({ world: each.to, way: [...way, number], cost: cost.map((part, index) => part + added[index]) })
    })
    waiting.sort((one, other) => compareCosts(one.cost, other.cost))
  }
  return null
}

/**
 * What counts against a step, first things first: a last resort, another company, its length, another account.
 * @param {ChoiceView} choice
 * @param {ChoiceView} refused
 */
function costOf(choice, refused) {
  const strange = choice.companies.some(each => each !== refused.companies[0])
  const helps = choice.account !== null && choice.account !== refused.account
  return [Number(choice.last_resort), Number(strange), 1, Number(helps)]
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function compareCosts(one, other) {
  const at = one.findIndex((part, index) => part !== other[index])
  return at < 0 ? 0 : one[at] - other[at]
}
