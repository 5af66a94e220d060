// The editor's checks while one types: what is wrong, where, and the way there. Its state is in edit.js.

function changed() {
  byId('status').textContent = text.value === state.saved ? '' : t('editor.unsaved')
  sayEarlier()
  numbers()
  clearTimeout(state.timer)
  state.timer = setTimeout(check, WAIT)
}

/** Check the text as it is now; while that lasts no other check begins, and the newest text is next. */
async function check() {
  state.again = state.checking
  if (state.checking) return
  state.checking = true
  const { ok, data } = await ask('/api/check', { file: known(), text: text.value })
  drawFindings(ok ? data : { findings: [], scenarios: [] })
  if (!ok) byId('count').textContent = data.message
  state.checking = false
  if (state.again) check()
}

/** The name to check under: what is included is seen from there. A text without a name yet has one of its own. */
function known() {
  return name() || 'text.flow'
}

/** @param {EditorFindings} place */
function drawFindings({ findings, scenarios }) {
  state.marks = new Map(
    findings
      .filter(each => each.here)
      .reverse()
      .map(each => [each.line, each.severity]),
  )
  state.lines = 0
  numbers()
  byId('count').textContent = findings.length ? t('editor.count', { number: findings.length }) : t('editor.clean')
  replace(byId('mistakes'), findings.map(findingItem))
  replace(
    byId('heads'),
    scenarios.map(each => el('li', {}, lineButton(each.line, 1, 1, each.name))),
  )
}

/** @param {EditorFinding} finding */
function findingItem(finding) {
  const kind = { error: 'bad', warning: 'warn', hint: '' }[finding.severity]
  const place = t('editor.line', { line: finding.line })
  return el(
    'li',
    {},
    el('span', { class: `badge ${kind}` }, `${finding.severity_name} ${finding.code}`),
    ' ',
    finding.here ? lineButton(finding.line, finding.column, finding.end, place) : `${finding.file}, ${place}`,
    el('p', {}, finding.message),
    finding.help && el('p', { class: 'quiet' }, finding.help),
  )
}

/**
 * @param {number} line
 * @param {number} column
 * @param {number} end
 * @param {string} label
 */
function lineButton(line, column, end, label) {
  return el('button', { type: 'button', class: 'jump', onclick: () => jump(line, column, end) }, label)
}

/**
 * Select a place of the text. Columns count characters; a text area counts halves of some.
 * @param {number} line
 * @param {number} column
 * @param {number} end
 */
function jump(line, column, end) {
  const lines = text.value.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  const characters = [...(lines[line - 1] ?? '')]
  const at = before + characters.slice(0, column - 1).join('').length
  text.focus()
  text.setSelectionRange(at, at + characters.slice(column - 1, end - 1).join('').length)
  text.scrollTop = Math.max(0, line - SHOWN_ABOVE) * parseFloat(getComputedStyle(text).lineHeight)
}

/** Number the lines, and mark those that have a mistake: by a sign, not by colour alone. */
function numbers() {
  const count = text.value.split('\n').length
  if (count === state.lines) return
  state.lines = count
  const all = Array.from({ length: count }, (_, index) => numberOf(index + 1))
  replace(byId('numbers'), all)
  scrolled()
}

/** @param {number} line */
function numberOf(line) {
  const severity = state.marks.get(line)
  if (!severity) return `${line}\n`
  return el('span', { class: `marked ${severity}` }, `${severity === 'error' ? '✗' : '!'} ${line}\n`)
}

function scrolled() {
  byId('numbers').scrollTop = text.scrollTop
}
