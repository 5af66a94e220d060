// What opens over the page: why, why not, lessons, the link, the path as a scenario.

const sheet = el('dialog', { class: 'p-sheet', 'aria-labelledby': 'sheet-title' })

/**
 * Open a sheet, or put something else into the one that is open.
 * @param {string} title
 * @param {Child} content
 */
function openSheet(title, content) {
  if (!sheet.isConnected) document.body.append(sheet)
  const open = sheet.open
  replace(
    sheet,
    el(
      'div',
      { class: 'p-sheet-head' },
      el('h2', { id: 'sheet-title', tabindex: '-1' }, title),
      el(
        'button',
        { type: 'button', onclick: () => sheet.close() },
        say('close'),
        ' ',
        el('kbd', { 'aria-hidden': 'true' }, 'Esc'),
      ),
    ),
    el('div', { class: 'p-sheet-body' }, ...nodes([content])),
  )
  if (!open) sheet.showModal()
  one(sheet, sheet.querySelector('[data-first]') ? '[data-first]' : '#sheet-title', HTMLElement).focus()
}

function sheetIsOpen() {
  return sheet.open
}

// ---------------------------------------------------------------- why

/** The conditions that were asked, what changed, the rules and their passages. */
function openWhy() {
  const choice = told()
  if (choice === null) return openSheet(say('why'), el('p', {}, say('why_nothing')))
  return openSheet(say('why_title', { text: choice.text }), drawReasons(choice.step))
}

/** @param {StepView} step */
function drawReasons(step) {
  return [
    el('p', {}, drawOutcome(step)),
    drawMessages(step),
    titled('guards', drawGuards(step)),
    titled('rules', drawSources(step.sources)),
    titled('moves', drawMoves(step)),
    titled('changes', drawChanges(step.changes)),
  ]
}

/**
 * @param {string} key
 * @param {Child} content
 */
function titled(key, content) {
  return content ? el('section', {}, el('h3', {}, say(key)), content) : null
}

// ---------------------------------------------------------------- why not

/**
 * What is missing for something: what was asked for last, else one of what is not accepted here. Which these are is not
 * told before it is predicted, or before a question is answered.
 */
function askWhyNot() {
  const place = now()
  const choice = told(place)
  if (choice !== null && !isAccepted(choice)) return openWhyNot(choice)
  if (isSecret(place))
    return openSheet(say('why_not'), el('p', {}, say(place.open ? 'why_not_asked' : 'why_not_predicting')))
  const refused = place.here.choices.filter(each => !isAccepted(each))
  return openSheet(
    say('why_not'),
    refused.length
      ? [el('p', {}, say('why_not_pick')), el('ol', { class: 'p-choices' }, refused.map(drawWanted))]
      : el('p', {}, say('why_not_none')),
  )
}

/**
 * @param {ChoiceView} choice
 * @param {number} index
 */
function drawWanted(choice, index) {
  const digit = index < ON_A_PAGE ? String(index + 1) : null
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'p-choice',
        'data-digit': digit,
        'data-first': index === 0,
        onclick: () => openWhyNot(choice),
      },
      el('kbd', {}, digit || '·'),
      el('span', { class: 'p-choice-text' }, choice.text),
    ),
  )
}

/**
 * The shortest way to where it is accepted, and why it is not accepted now.
 * @param {ChoiceView} choice
 */
function openWhyNot(choice) {
  const place = now()
  const here = place.here.choices.find(each => isSame(each, choice))
  openSheet(say('why_not_title', { text: choice.text }), [
    here && isAccepted(here) ? drawAcceptedNow(place, here) : drawWay(place, choice),
    titled('guards', drawGuards((here || choice).step)),
    titled('rules', drawSources((here || choice).step.sources)),
  ])
}

/**
 * @param {Place} place
 * @param {ChoiceView} choice
 */
function drawAcceptedNow({ here }, choice) {
  return el(
    'p',
    {},
    el('strong', {}, say('why_not_again')),
    ' ',
    el(
      'button',
      {
        type: 'button',
        class: 'first',
        'data-first': true,
        onclick: () => {
          sheet.close()
          take(here.choices.indexOf(choice))
        },
      },
      choice.text,
    ),
  )
}

/**
 * @param {Place} place
 * @param {ChoiceView} choice
 */
function drawWay(place, choice) {
  if (choice.step.outcome === 'error-to-ignore') return el('p', {}, say('why_not_ignore'))
  if (choice.never) return el('p', {}, say('why_not_never', { what: choice.never }))
  const way = whyNot(place.model, place.world, choice)
  if (way === null) return el('p', {}, say(place.lesson.capped ? 'why_not_no_way_capped' : 'why_not_no_way'))
  if (!way.length) return null
  return [
    el('p', {}, say('why_not_way')),
    el(
      'ol',
      { class: 'p-way' },
      textsAlong(place, way).map(each => el('li', {}, each)),
    ),
    app.following || isSecret(place) ? null : drawWayButtons(way, choice),
  ]
}

/**
 * Take the first step of a way and look again, or all of it.
 * @param {readonly number[]} way
 * @param {ChoiceView} choice
 */
function drawWayButtons(way, choice) {
  const first = () => {
    takeWay(way.slice(0, 1))
    openWhyNot(choice)
  }
  const all = () => {
    takeWay(way)
    sheet.close()
  }
  return el(
    'p',
    { class: 'p-asks' },
    el(
      'button',
      { type: 'button', class: 'first', 'data-first': true, 'data-digit': '1', onclick: first },
      say('show_step'),
      ' ',
      el('kbd', { 'aria-hidden': 'true' }, '1'),
    ),
    el(
      'button',
      { type: 'button', 'data-digit': '2', onclick: all },
      say('show_all'),
      ' ',
      el('kbd', { 'aria-hidden': 'true' }, '2'),
    ),
  )
}

/**
 * @param {Place} place
 * @param {readonly number[]} way
 */
function textsAlong({ model, world }, way) {
  const texts = []
  let at = world
  for (const number of way) {
    const choice = choiceIn(model, at, number)
    texts.push(choice.text)
    if (choice.to === null) break
    at = choice.to
  }
  return texts
}

// ---------------------------------------------------------------- lessons, link, scenario

/** The lessons by their files, with what is done of the course. */
function openLessons() {
  const quiz = quizLine(sumOfScores(app.models.map((model, number) => quizScore(model, app.lessons[number].answers))))
  openSheet(say('contents'), [
    el('p', {}, say('contents_done', { done: app.done.length, of: app.models.length })),
    quiz ? el('p', {}, quiz) : null,
    lessonsByFile().map(drawLessonsOfFile),
  ])
}

/** The numbers of lessons, those of one file together. */
function lessonsByFile() {
  /** @type {number[][]} */
  const groups = []
  app.document.lessons.forEach(({ file }, number, all) => {
    if (number && all[number - 1].file === file) groups[groups.length - 1].push(number)
    else groups.push([number])
  })
  return groups
}

/**
 * Under the title of the file; one file without a title needs no heading.
 * @param {readonly number[]} numbers
 * @param {number} _
 * @param {readonly number[][]} groups
 */
function drawLessonsOfFile(numbers, _, groups) {
  const { title, file, language } = app.document.lessons[numbers[0]]
  const heading = title ? el('h3', { lang: language }, title) : el('h3', {}, file)
  return [
    title || groups.length > 1 ? heading : null,
    el(
      'ol',
      { class: 'p-choices' },
      numbers.map(each => el('li', {}, drawLessonButton(each))),
    ),
  ]
}

/** @param {number} number */
function drawLessonButton(number) {
  const open = () => {
    sheet.close()
    openLesson(number)
  }
  return el(
    'button',
    {
      type: 'button',
      class: 'p-choice',
      'data-first': number === app.number,
      'data-digit': number < ON_A_PAGE ? String(number + 1) : null,
      'aria-current': number === app.number ? 'page' : null,
      disabled: app.following,
      onclick: open,
    },
    el('kbd', {}, String(number + 1)),
    el('span', { class: 'p-choice-text', lang: app.document.lessons[number].language }, lessonName(number)),
    app.done.includes(number) ? el('span', { class: 'badge good' }, `✓ ${say('done')}`) : null,
  )
}

function openLink() {
  openSheet(say('link'), [
    el('p', {}, say('link_text')),
    copyField(`${location.href.split('#')[0]}#${placeText()}`, 'input', say('link')),
  ])
}

function openExport() {
  const place = now()
  const text = exportText(place)
  const href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  openSheet(say('export'), [
    el('p', {}, say('export_text')),
    copyField(text, 'textarea', say('export')),
    el('p', {}, el('a', { class: 'press', download: exportName(place.lesson), href }, say('save'))),
  ])
}

/**
 * A text to copy: by a button, or by hand where the browser forbids that.
 * @param {string} text
 * @param {'input' | 'textarea'} tag
 * @param {string} label
 */
function copyField(text, tag, label) {
  const field = el(tag, {
    class: 'p-copy',
    readonly: true,
    'aria-label': label,
    'data-first': true,
    rows: tag === 'textarea' ? '14' : null,
    spellcheck: 'false',
    onfocus: () => field.select(),
  })
  field.value = text
  const told = el('span', { role: 'status' })
  const copy = async () => {
    const isCopied = await copied(text)
    if (!isCopied) field.focus()
    replace(told, say(isCopied ? 'copied' : 'copy_by_hand'))
  }
  return [field, el('p', {}, el('button', { type: 'button', onclick: copy }, say('copy')), ' ', told)]
}
