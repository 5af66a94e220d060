// The path as a scenario file: the same text as the command "step" exports.

const JOINED = ['given', 'when', 'then']

/**
 * The done part of the path as a scenario file, in the language of the lesson's own file.
 * @param {Pick<Place, 'model' | 'walk' | 'worlds' | 'lesson' | 'here'>} place
 */
function exportText({ model, walk, worlds, lesson, here }) {
  const steps = walk.path.slice(0, walk.cursor).map((number, at) => choiceIn(model, worlds[at], number))
  const lines = [...steps.flatMap(each => each.export), ...endingOf(here, steps)]
  const body = [...lesson.given, ...writtenLines(lines, lesson)]
  return [...lesson.header, ...body.map(each => `  ${each}`), ''].join('\n')
}

/**
 * How it ended: how all stands that moved; the number of requests where some were made, or nothing else is told.
 * @param {WorldView} here
 * @param {readonly ChoiceView[]} steps
 */
function endingOf(here, steps) {
  const moved = new Set(steps.flatMap(each => each.step.moves.map(move => move.subject)))
  const told = here.ending.filter(each => each.subject !== null && moved.has(each.subject))
  const counts = !told.length || steps.some(each => each.step.created.length)
  const count = here.ending.filter(each => counts && each.subject === null)
  return [...told, ...count].map(each => ({ keyword: 'then', text: each.text, rows: [] }))
}

/**
 * Write lines below the facts that a lesson begins with: "and" for one more of the same kind, tables further in.
 * @param {readonly Said[]} lines
 * @param {LessonView} place
 */
function writtenLines(lines, { given, keywords }) {
  let above = given.some(each => each.startsWith(`${keywords.given} `)) ? 'given' : ''
  return lines.flatMap(({ keyword, text, rows }) => {
    const word = keywords[keyword === above && JOINED.includes(keyword) ? 'and' : keyword]
    above = keyword
    return [`${word} ${text}`, ...rows.map(each => `  ${each}`)]
  })
}

/**
 * What the file is called: like the file of the lesson.
 * @param {LessonView} place
 */
function exportName({ file }) {
  const name = file.split(/[/\\]/).at(-1) ?? file
  return `${name.replace(/\.[^.]*$/, '')}.flow`
}
