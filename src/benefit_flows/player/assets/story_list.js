// The scenario as a list with the place in it, the learner's own path, and the other branches that were tried.

/**
 * The lines of the scenario, up to the next question: what is done can be gone to, what is checked has its verdict.
 * @param {Place} place
 */
function drawStory(place) {
  const { model, position, onPath, lesson, open } = place
  const lines = placedStory(model).map(each => ({ ...each, reached: isTold(each, position, open) }))
  const ahead = lines.find(each => !each.reached && each.ask !== null && !(each.ask in mine().answers))
  const last = isSecret(place) ? -1 : (ahead?.number ?? lines.length)
  const shown = lines.filter(each => each.reached || each.number <= last)
  const hidden = lines.length - shown.length
  const at = shown.filter(each => each.reached).length
  return [
    el('h2', { class: 'p-heading' }, say('story')),
    drawGiven(lesson),
    el(
      'ol',
      { class: 'p-story' },
      shown.slice(0, at).map(each => drawStoryLine(each, place)),
      el('li', { class: 'p-here', 'aria-current': 'step' }, say(onPath ? 'story_here' : 'story_left')),
      shown.slice(at).map(each => drawStoryLine(each, place)),
    ),
    hidden ? el('p', { class: 'quiet' }, say('story_hidden', { number: hidden })) : null,
  ]
}

/**
 * @param {PlacedLine & { reached: boolean }} place
 * @param {Place} place
 */
function drawStoryLine({ item, position, ask, reached }, { lesson }) {
  const text = el('span', { lang: lesson.language }, item.text)
  const kind = `p-line p-line-${item.kind}${reached ? '' : ' p-line-ahead'}`
  switch (item.kind) {
    case 'action':
      return el(
        'li',
        { class: kind },
        pressed(`go-${position}`, text, () => followTo(position), null, {
          class: 'p-go',
          title: say('story_go'),
          disabled: app.following,
        }),
        item.problems.length ? el('small', { class: 'p-wrong' }, item.problems.join(' ')) : null,
      )
    case 'check':
      return el('li', { class: kind }, text, reached ? drawCheckVerdict(item) : null)
    case 'note':
      return el('li', { class: kind }, el('small', {}, say('note')), ' ', text)
    default:
      return el('li', { class: kind }, el('small', {}, say('question')), ' ', text, ' ', drawAsked(item, ask))
  }
}

/**
 * @param {QuestionItem} item
 * @param {number | null} ask
 */
function drawAsked(item, ask) {
  const given = ask === null ? undefined : mine().answers[ask]
  if (given === undefined) return null
  const right = item.choices[given].right
  return el(
    'span',
    { class: right ? 'badge good' : 'badge bad' },
    right ? `✓ ${say('right_answer')}` : `✕ ${say('your_answer_is', { text: item.choices[given].text })}`,
  )
}

/**
 * What marks a verdict: a style, a sign and the key of its words; null where nobody looked.
 * @param {boolean | null} held
 */
function verdictOf(held) {
  if (held === null) return ['warn', '–', 'not_checked']
  return held ? ['good', '✓', 'held'] : ['bad', '✕', 'not_held']
}

/**
 * Whether a check holds; where it does not, what was expected and what is.
 * @param {CheckItem} item
 */
function drawCheckVerdict(item) {
  const [kind, sign, key] = verdictOf(item.held)
  return [
    ' ',
    el('span', { class: `badge ${kind}` }, el('span', { 'aria-hidden': 'true' }, `${sign} `), say(key)),
    item.held === false
      ? el(
          'span',
          { class: 'p-expected' },
          item.problems.length
            ? item.problems.map(each => el('span', {}, each))
            : [
                el('span', {}, say('expected', { text: item.expected })),
                el('span', {}, say('actual', { text: item.actual })),
              ],
        )
      : null,
    item.held === false || !item.sources.length ? null : [' ', drawWhy(item.sources)],
  ]
}

// ---------------------------------------------------------------- what was done

/**
 * Every step of the path with its outcome and its messages; each can be gone to.
 * @param {Place} place
 */
function drawPath(place) {
  const { model, walk, worlds } = place
  if (!walk.path.length) return []
  const steps = walk.path.map((number, at) => choiceIn(model, worlds[at], number))
  return [
    el('h2', { class: 'p-heading' }, say('path')),
    el(
      'ol',
      { class: 'p-path' },
      steps.map((each, at) => drawPathStep(each, at + 1, place)),
    ),
    drawRestart(walk),
    drawKept(model, walk),
  ]
}

/**
 * @param {ChoiceView} choice
 * @param {number} number
 * @param {Place} place
 */
function drawPathStep(choice, number, place) {
  const { cursor } = place.walk
  const said = choice.step.messages.map(each => el('q', {}, each.text))
  return el(
    'li',
    { class: number > cursor ? 'p-line-ahead' : null, 'aria-current': number === cursor ? 'step' : null },
    pressed(`path-${number}`, choice.text, () => move(walk => jump(walk, number)), null, {
      class: 'p-go',
      disabled: app.following,
    }),
    isSecret(place) && number > cursor
      ? null
      : [' ', drawOutcome(choice.step), said.length ? el('span', { class: 'p-said' }, said) : null],
  )
}

/** @param {Walk} place */
function drawRestart({ cursor, base }) {
  const off = app.following || cursor === base
  return el(
    'p',
    { class: 'p-restart' },
    pressed('reset', say(base ? 'reset_base' : 'reset'), () => move(reset), 'r', { disabled: off }),
    pressed('start-here', say('start_here'), () => move(startHere), 'h', { disabled: off }),
  )
}

/**
 * @param {Model} model
 * @param {Walk} walk
 */
function drawKept(model, walk) {
  if (!walk.kept.length) return null
  return [
    el('h3', {}, say('kept')),
    el(
      'ol',
      { class: 'p-kept noprint' },
      walk.kept.map((path, index) => {
        const at = parting(path, walk.path)
        const { worlds } = trackOf(model, path)
        const first = at < path.length ? choiceIn(model, worlds[at], path[at]).text : ''
        return el(
          'li',
          {},
          pressed(
            `kept-${index}`,
            say('kept_branch', { steps: path.length, at: at + 1, text: first }),
            () => move(each => switchTo(each, index)),
            index === 0 ? 's' : null,
            { class: 'p-go', disabled: app.following },
          ),
        )
      }),
    ),
  ]
}
