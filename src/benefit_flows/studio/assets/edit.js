// The editor: checks while one types; runs, steps, formats and saves when asked to.

const WAIT = 300
const SHOWN_ABOVE = 4
const text = byId('text')
const state = { opened: '', name: '', digest: null, saved: '', disk: null, checking: false, again: false, timer: 0, marks: new Map(), lines: 0 }

// ---------------------------------------------------------------- opening

/** Open the text that was left in this tab, or the file. */
async function open() {
  const brought = asked.has('draft') ? JSON.parse(sessionStorage.getItem('draft') ?? 'null') : null
  if (brought) {
    show(brought)
    Object.assign(state, { opened: '', digest: null, saved: null, ...brought.from })
    return changed()
  }
  const name = asked.get('file') ?? ''
  const { ok, status, data } = await ask(`/api/file?name=${encodeURIComponent(name)}`)
  if (status === 404) return isNew(name)
  if (!ok) return trouble(data.message)
  show(data)
  if (data.text === null) return unreadable(data.findings)
  changed()
  if (asked.has('line')) jump(Number(asked.get('line')), 1, 1)
}

function isNew(name) {
  show({ name, text: '', digest: null })
  state.saved = null
  changed()
}

function show(file) {
  Object.assign(state, { opened: file.name, digest: file.digest, saved: file.text })
  byId('name').value = file.name
  text.value = file.text ?? ''
  const readOnly = file.name.endsWith('.feature')
  text.readOnly = readOnly
  byId('read-only').hidden = !readOnly
  for (const id of ['save', 'format']) byId(id).disabled = readOnly
  document.title = `${file.name} – ${t('studio')}`
}

function unreadable(findings) {
  for (const id of ['save', 'format', 'run', 'step', 'step-here', 'download']) byId(id).disabled = true
  text.disabled = true
  drawFindings({ findings, scenarios: [] })
}

/** Keep the text in this tab, for when the editor is opened again. */
function keep() {
  const { opened, digest, saved } = state
  keepDraft({ name: name(), text: text.value, from: { opened, digest, saved } })
}

function name() {
  return byId('name').value.trim()
}

// ---------------------------------------------------------------- checking

function changed() {
  byId('status').textContent = text.value === state.saved ? '' : t('editor.unsaved')
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
  trouble(ok ? null : data.message)
  if (ok) drawFindings(data)
  state.checking = false
  if (state.again) check()
}

/** The name to check under: what is included is seen from there. A text without a name yet has one of its own. */
function known() {
  return name() || 'text.flow'
}

function drawFindings({ findings, scenarios }) {
  state.marks = new Map(findings.filter(each => each.here).reverse().map(each => [each.line, each.severity]))
  state.lines = 0
  numbers()
  byId('count').textContent = findings.length ? t('editor.count', { number: findings.length }) : t('editor.clean')
  replace(byId('mistakes'), findings.map(findingItem))
  replace(byId('heads'), scenarios.map(each => el('li', {}, lineButton(each.line, 1, 1, each.name))))
}

function findingItem(finding) {
  const kind = { error: 'bad', warning: 'warn', hint: '' }[finding.severity]
  const place = t('editor.line', { line: finding.line })
  return el('li', {},
    el('span', { class: `badge ${kind}` }, `${finding.severity_name} ${finding.code}`), ' ',
    finding.here ? lineButton(finding.line, finding.column, finding.end, place) : `${finding.file}, ${place}`,
    el('p', {}, finding.message),
    finding.help && el('p', { class: 'quiet' }, finding.help))
}

function lineButton(line, column, end, label) {
  return el('button', { type: 'button', class: 'jump', onclick: () => jump(line, column, end) }, label)
}

/** Select a place of the text. Columns count characters; a text area counts halves of some. */
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

function numberOf(line) {
  const severity = state.marks.get(line)
  if (!severity) return `${line}\n`
  return el('span', { class: `marked ${severity}` }, `${severity === 'error' ? '✗' : '!'} ${line}\n`)
}

function scrolled() {
  byId('numbers').scrollTop = text.scrollTop
}

// ---------------------------------------------------------------- doing

async function run() {
  byId('verdict').textContent = t('editor.running')
  const { ok, data } = await ask('/api/run', { file: known(), text: text.value })
  trouble(ok ? null : data.message)
  byId('verdict').textContent = ''
  if (!ok) return
  replace(byId('verdict'), el('span', { class: `badge ${data.passed ? 'good' : 'bad'}` }, data.line))
  replace(byId('blocks'), data.blocks.map(blockItem))
}

function blockItem(block) {
  const place = /--> .*:(\d+):(\d+)$/m.exec(block)
  const jumps = place && lineButton(Number(place[1]), 1, Infinity, t('editor.line', { line: place[1] }))
  return [jumps, el('pre', { tabindex: '0' }, block)]
}

async function save() {
  const written = text.value
  const digest = name() === state.opened ? state.digest : null
  const { ok, data } = await ask('/api/save', { file: name(), text: written, digest })
  byId('conflict').hidden = true
  if (!ok) return unsaved(data)
  trouble(null)
  Object.assign(state, { opened: name(), digest: data.digest, saved: written })
  history.replaceState(null, '', address('/edit', { file: state.opened }))
  document.title = `${state.opened} – ${t('studio')}`
  byId('status').textContent = text.value === written ? t('editor.saved') : t('editor.unsaved')
}

/** Nothing was saved: say why. Where the file on disk is another, show how it differs and let the author decide. */
function unsaved(data) {
  trouble(data.message)
  if (data.error === 'gone') state.digest = null
  if (!data.disk) return
  state.disk = { name: name(), ...data.disk }
  const lines = data.difference.map(each => el(each.startsWith('+') ? 'ins' : each.startsWith('-') ? 'del' : 'span', {}, `${each}\n`))
  replace(byId('difference'), lines.length ? lines : t('editor.same-text'))
  byId('take-disk').disabled = data.disk.text === null
  byId('conflict').hidden = false
  byId('conflict').focus()
}

function takeDisk() {
  show(state.disk)
  settled()
}

function keepMine() {
  Object.assign(state, { opened: state.disk.name, digest: state.disk.digest, saved: state.disk.text })
  settled()
}

function settled() {
  byId('conflict').hidden = true
  trouble(null)
  changed()
  text.focus()
}

async function format() {
  const { ok, data } = await ask('/api/format', { file: known(), text: text.value })
  trouble(ok ? null : data.message)
  if (!ok) return
  const same = data.text === text.value
  if (!same) text.value = data.text
  changed()
  byId('status').textContent = t(same ? 'editor.tidy' : 'editor.formatted')
}

/** Step through the text as it stands, in the session that this tab had for it: who follows comes along. */
async function step(line = null) {
  const same = text.value === state.saved && name() === state.opened
  const id = sessionStorage.getItem(`session:${known()}`)
  const { ok, data } = await ask('/api/sessions', { id, file: known(), text: text.value, line })
  trouble(ok ? null : data.message)
  if (!ok) return
  // What is not saved stays in this tab: the page of the session opens it from here, should the studio start again.
  if (same) sessionStorage.removeItem(`text:${data.id}`)
  else sessionStorage.setItem(`text:${data.id}`, text.value)
  keep()
  if (!same) history.replaceState(null, '', address('/edit', { draft: 1 }))
  leaving()
  location.assign(`${address('/step', { file: known(), line, session: data.id })}#${data.state}`)
}

/** Step through the scenario that the cursor is in, paused before its line. */
function stepHere() {
  step(text.value.slice(0, text.selectionStart).split('\n').length)
}

function download() {
  const link = el('a', { download: known().split('/').at(-1), href: URL.createObjectURL(new Blob([text.value], { type: 'text/plain' })) })
  link.click()
  URL.revokeObjectURL(link.href)
}

// ---------------------------------------------------------------- events

const leaving = on(window, 'beforeunload', event => {
  if (text.value !== (state.saved ?? '')) event.preventDefault()
})
on(text, 'input', changed)
on(text, 'scroll', scrolled)
on(byId('name'), 'change', changed)
for (const [id, action] of Object.entries({ save, run, step, format, download })) on(byId(id), 'click', () => action())
on(byId('step-here'), 'click', stepHere)
on(byId('take-disk'), 'click', takeDisk)
on(byId('keep-mine'), 'click', keepMine)
on(byId('save-as'), 'click', () => byId('name').select())
on(document, 'keydown', event => {
  if (!event.ctrlKey && !event.metaKey) return
  const action = { s: save, Enter: run }[event.key]
  if (!action) return
  event.preventDefault()
  if (!(action === save && byId('save').disabled)) action()
})
on(byId('other-language'), 'click', event => {
  event.preventDefault()
  const isDraft = text.value !== state.saved && !text.readOnly && !text.disabled
  if (isDraft) {
    keep()
    asked.set('draft', 1)
  }
  leaving()
  asked.set('lang', byId('other-language').lang)
  location.assign(`/edit?${asked}`)
})
open()
