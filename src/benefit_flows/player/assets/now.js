// What just happened, what the scenario says about it, and where one can go from there.

/**
 * The last step: what was done, how it ended, what the portal said.
 * @param {Place} place
 */
function drawNow(place) {
  const choice = told(place)
  if (choice === null) return drawStart(place)
  const { step } = choice
  return [
    el(
      'p',
      { class: 'p-done' },
      app.trial === null ? null : [el('span', { class: 'badge warn' }, say('trial')), ' '],
      choice.text,
      ' ',
      drawOutcome(step),
    ),
    drawVerdict(),
    drawMessages(step) || el('p', { class: 'quiet p-silent' }, say('no_message')),
    app.trial === null ? null : el('p', { class: 'p-outside' }, say('outside')),
    drawProblems(place, step),
    step.created.length
      ? el(
          'ul',
          { class: 'p-created' },
          step.created.map(each => el('li', {}, each)),
        )
      : null,
    el('div', { class: 'p-moves' }, drawMoves(step)),
  ]
}

/**
 * What went wrong with the step; on the scenario's own path also that the scenario did not expect it to end so.
 * @param {Place} place
 * @param {StepView} step
 */
function drawProblems(place, step) {
  const own = app.trial === null ? ownAction(place.model, place, place.walk.cursor) : undefined
  if (own?.problems.length)
    return el(
      'div',
      { class: 'p-broken' },
      own.problems.map(each => el('p', {}, each)),
    )
  return step.problem ? el('p', { class: 'p-wrong' }, step.problem) : null
}

/**
 * The buttons that explain the last step.
 * @param {Place} place
 */
function drawAsks(place) {
  const choice = told(place)
  return choice === null
    ? null
    : el(
        'p',
        { class: 'p-asks noprint' },
        pressed('why', say('why'), openWhy, 'y'),
        isAccepted(choice) ? null : pressed('why-not', say('why_not'), () => openWhyNot(choice), 'w'),
      )
}

/** @param {Place} place */
function drawStart({ lesson }) {
  return [el('p', { class: 'p-start' }, say('start_text')), drawGiven(lesson)]
}

/**
 * The facts that a lesson begins with, as their author wrote them; unfolded on paper.
 * @param {LessonView} lesson
 */
function drawGiven(lesson) {
  if (!lesson.given.length) return null
  return el(
    'details',
    { class: 'p-given', open: app.printing },
    el('summary', {}, say('given')),
    drawLines(lesson.given, lesson),
  )
}

/**
 * Lines of the author, in the author's language.
 * @param {readonly string[]} lines
 * @param {LessonView} lesson
 */
function drawLines(lines, lesson) {
  return el(
    'ul',
    { class: 'p-lines', lang: lesson.language },
    lines.map(each => el('li', {}, each)),
  )
}

/** What was predicted, and whether it came so. */
function drawVerdict() {
  if (app.verdict === null) return null
  const { said: predicted, was } = app.verdict
  const right = predicted === was
  return el(
    'p',
    { class: right ? 'p-verdict p-right-one' : 'p-verdict p-wrong' },
    el('span', { 'aria-hidden': 'true' }, right ? '✓ ' : '✕ '),
    say(right ? 'predict_right' : 'predict_wrong', { said: outcomeName(predicted), was: outcomeName(was) }),
  )
}

/** @param {string} outcome */
function outcomeName(outcome) {
  return say(`outcome_${outcome}`)
}

/**
 * A button of the page. `key` keeps the focus on it when everything is drawn anew.
 * @param {string} key
 * @param {Child} text
 * @param {(event: Event) => void} action
 * @param {string | null} [shortcut]
 * @param {Attributes} [attributes]
 */
function pressed(key, text, action, shortcut, attributes) {
  return el(
    'button',
    { type: 'button', 'data-key': key, 'aria-keyshortcuts': ariaKey(shortcut), onclick: action, ...attributes },
    text,
    shortcut ? [' ', el('kbd', { 'aria-hidden': 'true' }, shortcut)] : null,
  )
}

/**
 * What a key is called in `aria-keyshortcuts`, where that is not what is on it.
 * @type {{ readonly [key: string]: string }}
 */
const ARIA_KEYS = { '←': 'ArrowLeft', '→': 'ArrowRight', '⏎': 'Enter', Esc: 'Escape' }

/** @param {string | null | undefined} shortcut */
function ariaKey(shortcut) {
  return (shortcut && ARIA_KEYS[shortcut]) || shortcut
}

// ---------------------------------------------------------------- notes, questions, the end

/**
 * What the scenario has to say at this place: notes, failed checks, questions, and at last the score.
 * @param {Place} place
 */
function drawAside(place) {
  const { model, position, onPath, ended, lesson, open } = place
  if (!onPath || app.trial !== null || app.pending !== null) return []
  return [
    linesAt(model, position)
      .filter(each => isTold(each, position, open))
      .map(({ item, ask }) => drawLineAside(item, ask, lesson)),
    ended ? drawEnd(place) : null,
  ]
}

/**
 * @param {StoryItem} item
 * @param {number | null} ask
 * @param {LessonView} lesson
 */
function drawLineAside(item, ask, lesson) {
  if (item.kind === 'note')
    return el('p', { class: 'p-note', lang: lesson.language }, el('strong', {}, say('note')), ' ', item.text)
  if (item.kind === 'ask') return ask === null ? null : drawQuestion(item, ask, lesson)
  return item.kind === 'check' && item.held === false
    ? el('div', { class: 'p-broken' }, el('p', {}, item.text), drawCheckVerdict(item))
    : null
}

/**
 * @param {QuestionItem} item
 * @param {number} ask
 * @param {LessonView} lesson
 */
function drawQuestion(item, ask, lesson) {
  const given = mine().answers[ask]
  const open = given === undefined
  return el(
    'section',
    { class: 'p-question', 'aria-label': say('question') },
    el('p', {}, el('strong', {}, say('question')), ' ', el('span', { lang: lesson.language }, item.text)),
    el(
      'ol',
      { class: 'p-answers' },
      item.choices.map((each, number) =>
        el(
          'li',
          { lang: lesson.language },
          open
            ? pressed(`answer-${ask}-${number}`, each.text, () => giveAnswer(ask, number), letter(number), {
                'data-answer': letter(number),
              })
            : drawAnswer(each, number === given),
        ),
      ),
    ),
    open ? null : drawGrade(item, given, lesson),
  )
}

/** @param {number} number */
function letter(number) {
  return String.fromCharCode(97 + number)
}

/**
 * What marks an answer: a style and a sign.
 * @param {boolean} right
 * @param {boolean} chosen
 */
function gradeOf(right, chosen) {
  if (right) return ['p-right-one', '✓']
  return chosen ? ['p-wrong', '✕'] : ['quiet', '·']
}

/**
 * @param {AnswerItem} each
 * @param {boolean} chosen
 */
function drawAnswer(each, chosen) {
  const words = [each.right ? say('right_answer') : null, chosen ? say('your_answer') : null].filter(Boolean).join(', ')
  const [kind, sign] = gradeOf(each.right, chosen)
  return el(
    'span',
    { class: kind },
    el('span', { 'aria-hidden': 'true' }, `${sign} `),
    each.text,
    words ? el('small', { lang: app.language }, ` (${words})`) : null,
  )
}

/**
 * @param {QuestionItem} item
 * @param {number} given
 * @param {LessonView} lesson
 */
function drawGrade(item, given, lesson) {
  const right = item.choices
    .filter(each => each.right)
    .map(each => each.text)
    .join(' / ')
  return el(
    'p',
    { class: 'p-grade' },
    el('strong', {}, item.choices[given].right ? say('right') : say('wrong', { text: right })),
    item.because ? [' ', el('span', { lang: lesson.language }, item.because)] : null,
  )
}

/** @param {Place} place */
function drawEnd({ model, lesson }) {
  const last = app.number + 1 === app.models.length
  return el(
    'section',
    { class: 'p-end' },
    el('h3', {}, say('end')),
    el(
      'ul',
      { class: 'p-scores' },
      scoreLines(model).map(each => el('li', {}, each)),
    ),
    lesson.passed ? null : el('p', { class: 'p-wrong' }, say('failed')),
    el('p', { class: 'quiet' }, app.models.length > 1 && last ? `${say('end_course')} ` : null, say('end_text')),
  )
}

/**
 * The scores of a lesson, a line each.
 * @param {Model} model
 */
function scoreLines(model) {
  const checks = checkScore(model)
  const predictions = predictionScore(mine().predictions)
  return [
    checks.of ? say('score_checks', checks) : null,
    quizLine(quizScore(model, mine().answers)),
    predictions.of ? say('score_predict', predictions) : null,
  ].filter(Boolean)
}

/**
 * The score of questions, with those left out; null where none is asked.
 * @param {QuizScore} quiz
 */
function quizLine(quiz) {
  const open = quiz.of - quiz.answered
  return quiz.of ? say('score_quiz', quiz) + (open ? ` (${say('score_open', { number: open })})` : '') : null
}

// ---------------------------------------------------------------- where to go

/**
 * Back, the slider, forward; the scenario's next step.
 * @param {Place} place
 */
function drawWays(place) {
  const { walk } = place
  const { path, cursor } = walk
  const off = app.following
  return [
    el(
      'div',
      { class: 'p-steps' },
      pressed('back', say('back'), stepBack, '←', { disabled: off || (cursor === 0 && app.trial === null) }),
      drawSlider(place),
      pressed('forward', say('forward'), () => move(forward), '→', { disabled: off || cursor === path.length }),
    ),
    drawNext(place),
  ]
}

/** @param {Place} place */
function drawSlider({ walk, last }) {
  const { path, cursor } = walk
  const text = say('slider_text', { cursor, of: path.length, text: last ? last.text : say('start') })
  return el(
    'span',
    { class: 'p-slider' },
    el('input', {
      type: 'range',
      min: '0',
      max: String(path.length),
      value: String(cursor),
      'data-key': 'slider',
      'aria-label': say('slider'),
      'aria-valuetext': text,
      disabled: app.following || path.length === 0,
      oninput: event => slideTo(Number(valueFrom(event))),
      onchange: letGo,
    }),
    el('span', { class: 'p-count', 'aria-hidden': 'true' }, `${cursor} / ${path.length}`),
  )
}

/**
 * On with the scenario. Until a question is answered the button does not name the step: that might be the answer.
 * @param {Place} place
 */
function drawNext({ model, next, ended, position, here, onPath, open }) {
  if (app.pending !== null) return null
  const more = app.number + 1 < app.models.length
  if (ended && more) return nextButton(say('next_lesson'), lessonName(app.number + 1))
  if (next >= 0 && open) return nextButton(say('next_unnamed'), null)
  if (next >= 0) return nextButton(say('next'), here.choices[next].text)
  if (ended) return null
  const stopped = onPath && elementAt(model, position) === undefined
  return el('p', { class: 'p-left-scenario' }, say(stopped ? 'next_stopped' : 'next_left'))
}

/**
 * @param {string} label
 * @param {string | null} text
 */
function nextButton(label, text) {
  return el(
    'p',
    { class: 'p-next' },
    pressed('next', [el('small', {}, label), ' ', text], takeNext, '⏎', { class: 'first', disabled: app.following }),
  )
}
