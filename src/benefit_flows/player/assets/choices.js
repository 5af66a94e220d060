// What can be done here: numbered, in pages of nine, those who act first.

const ON_A_PAGE = 9

/**
 * The choices of a place in the order in which they are shown: by account, the acting one first; mere looking last.
 * @param {Place} place
 */
function listedChoices(place) {
  const all = place.here.choices.map((choice, number) => ({ choice, number }))
  const acting = actingAccount(place)
  const names = [acting, ...place.lesson.accounts.filter(each => each !== acting), null]
  /** @param {ChoiceView} choice */
  const looks = choice => choice.looks || choice.kind === 'sign_in'
  /** @param {{ choice: ChoiceView }} listed */
  const rank = ({ choice }) =>
    (names.includes(choice.account) ? names.indexOf(choice.account) : names.length) * 2 + Number(looks(choice))
  return all.sort((a, b) => rank(a) - rank(b) || a.number - b.number)
}

/** @param {Place} place */
function pagesOf(place) {
  return Math.max(1, Math.ceil(place.here.choices.length / ON_A_PAGE))
}

/** @param {Place} place */
function shownChoices(place) {
  if (app.printing) return listedChoices(place)
  return listedChoices(place).slice(app.page * ON_A_PAGE, (app.page + 1) * ON_A_PAGE)
}

/** @param {number} by */
function turnPage(by) {
  const pages = pagesOf(now())
  app.page = (app.page + by + pages) % pages
  draw()
}

/**
 * Choices, or, when one is about to be taken while predicting, the question what will happen.
 * @param {Place} place
 */
function drawChoices(place) {
  if (app.pending !== null) return drawPrediction(place.here.choices[app.pending])
  const pages = app.printing ? 1 : pagesOf(place)
  return [
    el(
      'div',
      { class: 'p-choices-head' },
      el('h2', { class: 'p-heading' }, pages > 1 ? say('choices_page', { page: app.page + 1, pages }) : say('choices')),
      pages > 1 ? drawPageButtons() : null,
    ),
    place.here.choices.length ? drawGroups(place) : el('p', { class: 'quiet' }, say('no_choices')),
  ]
}

function drawPageButtons() {
  return el(
    'p',
    { class: 'p-pages noprint' },
    pressed('page-back', say('page_back'), () => turnPage(-1), 'p'),
    pressed('page-next', say('page_next'), () => turnPage(1), 'n'),
  )
}

/** @param {Place} place */
function drawGroups(place) {
  const shown = shownChoices(place)
  const names = [...new Set(shown.map(each => each.choice.account))]
  return names.map(name => [
    el('h3', { class: 'p-account' }, name || say('anyone')),
    el(
      'ol',
      { class: 'p-choices' },
      shown
        .map((each, at) => ({ ...each, digit: at + 1 }))
        .filter(each => each.choice.account === name)
        .map(each => drawChoice(each, each.digit, place)),
    ),
  ])
}

/**
 * @param {{ choice: ChoiceView, number: number }} numbered
 * @param {number} digit
 * @param {Place} place
 */
function drawChoice({ choice, number }, digit, place) {
  const isNext = number === place.next && !place.open
  const key = { type: 'button', class: 'p-choice', 'data-digit': String(digit), disabled: app.following }
  return el(
    'li',
    { class: isNext ? 'p-is-next' : null, value: String(digit) },
    el(
      'button',
      { ...key, onclick: () => take(number) },
      el('kbd', {}, String(digit)),
      el('span', { class: 'p-choice-text' }, choice.text),
      isNext ? drawNextMark() : null,
      isSecret(place) ? null : drawForecast(choice),
    ),
  )
}

function drawNextMark() {
  return el(
    'span',
    { class: 'p-mark' },
    el('span', { 'aria-hidden': 'true' }, '▶ '),
    el('span', { class: 'p-next-words' }, say('next_mark')),
  )
}

/**
 * How a choice would end, where that is not simply "accepted".
 * @param {ChoiceView} choice
 */
function drawForecast(choice) {
  const { outcome } = choice.step
  return [
    outcome === 'accepted'
      ? null
      : el(
          'span',
          { class: `p-mark p-${outcome}` },
          el('span', { 'aria-hidden': 'true' }, outcome === 'refused' ? '✕ ' : '! '),
          say(outcome === 'refused' ? 'refused' : 'ignorable'),
        ),
    choice.to === null && !player.expand
      ? el('span', { class: 'p-mark p-ends' }, el('span', { 'aria-hidden': 'true' }, '⊣ '), say('not_in_file'))
      : null,
  ]
}

/** @param {ChoiceView} choice */
function drawPrediction(choice) {
  const title = { class: 'p-heading', id: 'predict-title', tabindex: '-1', 'data-focus': true }
  return el(
    'section',
    { class: 'p-prediction', 'aria-labelledby': 'predict-title' },
    el('h2', title, say('predict_ask')),
    el('p', {}, choice.text),
    el(
      'ol',
      { class: 'p-choices' },
      OUTCOMES.map((each, number) => el('li', {}, drawOutcomeToPredict(each, number + 1))),
    ),
    el('p', {}, pressed('predict-cancel', say('predict_cancel'), leaveAside, 'Esc')),
  )
}

/**
 * @param {string} outcome
 * @param {number} digit
 */
function drawOutcomeToPredict(outcome, digit) {
  const key = { type: 'button', class: 'p-choice', 'data-digit': String(digit), onclick: () => predict(outcome) }
  return el('button', key, el('kbd', {}, String(digit)), el('span', { class: 'p-choice-text' }, outcomeName(outcome)))
}
