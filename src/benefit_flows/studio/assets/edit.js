// The editor: checks while one types; runs, steps, formats and saves when asked to.

const WAIT = 300
const SHOWN_ABOVE = 4
const SHORT = 400
const text = one(document, '#text', HTMLTextAreaElement)
/**
 * A file as it is on disk: one that is new has no digest, one that cannot be read no text.
 * @typedef {{ name: string, digest: string | null, text: string | null }} FileShown
 */

const state = {
  opened: '',
  digest: /** @type {string | null} */ (null),
  saved: /** @type {string | null} */ (''),
  disk: /** @type {FileShown | null} */ (null),
  draft: /** @type {string | null} */ (null),
  ran: /** @type {string | null} */ (null),
  put: /** @type {string | null} */ (null),
  before: '',
  checking: false,
  again: false,
  timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
  marks: /** @type {Map<number, string>} */ (new Map()),
  lines: 0,
}

// ---------------------------------------------------------------- opening

/** Open a draft of this tab, or the file; without either, an empty text. */
async function open() {
  const brought = draftOf(asked.get('draft'))
  if (brought) return openBrought(brought)
  if (asked.has('draft')) trouble(t('drafts.gone'))
  const name = asked.get('file') ?? ''
  if (name === '') return isNew(name)
  offer(name)
  const { ok, status, data } = await ask(`/api/file?name=${encodeURIComponent(name)}`)
  if (status === 404) return isNew(name)
  if (!ok) return trouble(data.message)
  show(data)
  text.value = data.text ?? ''
  if (data.text === null) return unreadable(data.findings)
  changed()
  if (asked.has('line')) jump(Number(asked.get('line')), 1, 1)
}

/** @param {Draft} draft */
function openBrought(draft) {
  show({ name: draft.name, digest: null, text: null })
  Object.assign(state, { opened: '', draft: asked.get('draft'), ...draft.from })
  text.value = draft.text
  changed()
}

/** @param {string} name */
function isNew(name) {
  show({ name, digest: null, text: null })
  changed()
}

/**
 * Lead to what this tab has of a file and did not save.
 * @param {string} name
 */
function offer(name) {
  const found = drafts().filter(each => each.name === name)
  byId('offer').hidden = found.length === 0
  replace(
    byId('offers'),
    found.map(each => [el('a', { href: address('/edit', { draft: each.key }) }, t('drafts.open')), ' ']),
  )
}

/** @param {FileShown} file */
function show(file) {
  Object.assign(state, { opened: file.name, digest: file.digest, saved: file.text })
  fieldOf('name').value = file.name
  const readOnly = file.name.endsWith('.feature')
  text.readOnly = readOnly
  byId('read-only').hidden = !readOnly
  for (const id of ['save', 'format']) buttonOf(id).disabled = readOnly
  document.title = `${file.name || t('file.new')} – ${t('studio')}`
}

/** @param {readonly EditorFinding[]} findings */
function unreadable(findings) {
  for (const id of ['save', 'format', 'run', 'step', 'step-here', 'download']) buttonOf(id).disabled = true
  text.disabled = true
  drawFindings({ findings, scenarios: [] })
}

/** Keep the text in this tab, for when the editor is opened again; say whether there was room. */
function keep() {
  const { opened, digest, saved } = state
  state.draft ??= newKey()
  return keepDraft(state.draft, { name: name(), text: text.value, from: { opened, digest, saved } })
}

/** The text is that of the file: nothing more needs to be kept. */
function isFiled() {
  if (state.draft !== null) dropDraft(state.draft)
  state.draft = null
  offer(state.opened)
  history.replaceState(null, '', address('/edit', { file: state.opened }))
  document.title = `${state.opened} – ${t('studio')}`
}

function name() {
  return flowName(fieldOf('name').value)
}

/**
 * Put another text in the place of this one; the caret stays in its line. Ctrl+Z takes it back: see below.
 * @param {string} value
 */
function put(value) {
  const line = text.value.slice(0, text.selectionStart).split('\n').length
  const before = text.value
  text.focus()
  text.select()
  if (isLong(before) || isLong(value) || !document.execCommand(value ? 'insertText' : 'delete', false, value)) {
    Object.assign(state, { before, put: value })
    text.value = value
  }
  jump(line, 1, 1)
}

/**
 * Of a short text the browser itself remembers what it replaced; with some thousand lines that takes half a minute.
 * @param {string} value
 */
function isLong(value) {
  return value.split('\n').length > SHORT
}

/**
 * Take back what was put here into a long text, if nothing was typed since; the same again brings it back.
 * @param {KeyboardEvent} event
 */
function putBack(event) {
  if (event.key !== 'z' || event.shiftKey || text.value !== state.put || state.put === state.before) return
  event.preventDefault()
  put(state.before)
  changed()
}

// ---------------------------------------------------------------- doing

async function run() {
  byId('verdict').textContent = t('editor.running')
  state.ran = text.value
  sayEarlier()
  const { ok, data } = await ask('/api/run', { file: known(), text: state.ran })
  trouble(ok ? null : data.message)
  replace(byId('verdict'), ok && el('span', { class: `badge ${data.passed ? 'good' : 'bad'}` }, data.line))
  replace(byId('blocks'), ok && data.blocks.map(blockItem))
  if (!ok) state.ran = null
  sayEarlier()
}

/** Results stay, to be compared; but nobody shall take them for those of what is now there. */
function sayEarlier() {
  byId('earlier').textContent = state.ran === null || state.ran === text.value ? '' : t('editor.earlier')
}

/** @param {Excerpt} block */
function blockItem(block) {
  const jumps = block.here && lineButton(block.line, 1, Infinity, t('editor.line', { line: block.line }))
  const parts = block.parts.map(([text, ink]) => (ink ? el('span', { class: `ink-${ink}` }, text) : text))
  return [jumps, el('pre', { tabindex: '0' }, parts)]
}

async function save() {
  const [file, written] = [name(), text.value]
  const digest = file === state.opened ? state.digest : null
  const { ok, data } = await ask('/api/save', { file, text: written, digest })
  byId('conflict').hidden = true
  if (!ok) return unsaved(data)
  trouble(null)
  Object.assign(state, { opened: file, digest: data.digest, saved: written })
  if (name() === file) fieldOf('name').value = file
  if (text.value === written) isFiled()
  byId('status').textContent = text.value === written ? t('editor.saved') : t('editor.unsaved')
}

/**
 * Nothing was saved: say why. Where the file on disk is another, or gone, let the author decide.
 * @param {any} data
 */
function unsaved(data) {
  const isGone = data.error === 'gone'
  trouble(data.disk || isGone ? null : data.message)
  if (!data.disk && !isGone) return
  byId('conflict-title').textContent = data.message
  for (const id of ['on-disk', 'take-disk', 'keep-mine']) byId(id).hidden = isGone
  byId('save-new').hidden = !isGone
  if (!isGone) showDisk(data)
  byId('conflict').hidden = false
  byId('conflict').focus()
}

/**
 * What a line of a difference is: new, gone, or there before and after.
 * @param {string} line
 */
function lineTag(line) {
  if (line.startsWith('+')) return 'ins'
  return line.startsWith('-') ? 'del' : 'span'
}

/**
 * Show how the file on disk differs.
 * @param {{ disk: Omit<FileShown, 'name'>, difference: readonly string[] }} place
 */
function showDisk({ disk, difference }) {
  state.disk = { name: name(), ...disk }
  const lines = difference.map(each => el(lineTag(each), {}, `${each}\n`))
  replace(byId('difference'), lines.length ? lines : t('editor.same-text'))
  buttonOf('take-disk').disabled = disk.text === null
}

function takeDisk() {
  const { disk } = state
  if (disk === null || disk.text === null) return // the button is off then
  show(disk)
  isFiled()
  put(disk.text)
  settled()
}

/** Make the file again that somebody deleted: only because the author says so. */
function saveNew() {
  state.digest = null
  save()
}

function keepMine() {
  if (state.disk !== null) {
    const { name, digest, text } = state.disk
    Object.assign(state, { opened: name, digest, saved: text })
  }
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
  if (!same) put(data.text)
  changed()
  byId('status').textContent = t(same ? 'editor.tidy' : 'editor.formatted')
}

/**
 * Step through the text as it stands, in the session that this tab had for it: who follows comes along.
 * @param {number | null} [line]
 */
async function step(line = null) {
  const same = text.value === state.saved && name() === state.opened
  const id = sessionStorage.getItem(`session:${known()}`)
  const { ok, data } = await ask('/api/sessions', { id, file: known(), text: text.value, line })
  trouble(ok ? null : data.message)
  if (!ok) return
  // What is not saved stays in this tab: the page of the session opens it from here, should the studio start again.
  if (same) isFiled()
  else if (!keep()) return
  else history.replaceState(null, '', address('/edit', { draft: state.draft }))
  leaving()
  location.assign(`${address('/step', { file: known(), line, session: data.id, draft: state.draft })}#${data.state}`)
}

/** Step through the scenario that the cursor is in, paused before its line. */
function stepHere() {
  step(text.value.slice(0, text.selectionStart).split('\n').length)
}

function download() {
  const link = el('a', {
    download: known().split('/').at(-1),
    href: URL.createObjectURL(new Blob([text.value], { type: 'text/plain' })),
  })
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
on(byId('save-new'), 'click', saveNew)
on(byId('save-as'), 'click', () => fieldOf('name').select())
on(document, 'keydown', event => {
  if (!event.ctrlKey && !event.metaKey) return
  if (event.target === text) putBack(event)
  if (event.key !== 's' && event.key !== 'Enter') return
  event.preventDefault()
  buttonOf(event.key === 's' ? 'save' : 'run').click() // which does nothing where it is disabled
})
on(byId('other-language'), 'click', event => {
  event.preventDefault()
  const isDraft = text.value !== state.saved && !text.readOnly && !text.disabled
  if (isDraft && !keep()) return
  if (isDraft && state.draft !== null) asked.set('draft', state.draft)
  leaving()
  asked.set('lang', byId('other-language').lang)
  location.assign(`/edit?${asked}`)
})
open()
