// The pages on which one steps: of a trainer, who leads, and of those who follow.
//
// What is stepped through comes first; then the player, which draws it. A trainer's change names the version of the
// state that it was made from. If another trainer was faster, this page takes over theirs and says so.

const AGAIN = 1000
const following = document.body.classList.contains('following')
const named = following ? location.pathname.split('/').at(-1) : asked.get('session')
const session = { id: named?.toLowerCase() ?? null, version: '', state: '', course: 0 }
const subject = { file: asked.get('file'), line: asked.get('line'), draft: asked.get('draft') }
const sending = {
  busy: false,
  next: /** @type {string | null} */ (null),
  heard: /** @type {News | null} */ (null),
}
let expansions = 0
let isShown = false
let note = asked.has('other') ? 'step.other' : ''

/**
 * Say how it stands: a word of ours, or what the server said.
 * @param {string} text
 */
function status(text) {
  const place = byId('status')
  if (text in words.en) place.dataset.word = text
  else delete place.dataset.word
  place.textContent = text && t(text)
}

/** Say that all is well; and what came about without this page's doing, until it does something. */
function rest() {
  status(following ? 'follow.following' : note)
}

/** @param {number} milliseconds */
function later(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}

/**
 * A state without the language, which is each reader's own.
 * @param {string} state
 */
function bare(state) {
  return state
    .replace(/^#/, '')
    .split('&')
    .filter(each => each && !each.startsWith('lang='))
    .join('&')
}

/** @param {News} news */
function know(news) {
  Object.assign(session, { version: news.version, state: news.state, course: news.course })
}

// ---------------------------------------------------------------- the player

/**
 * Put a document into the page, as the player expects one.
 * @param {string} id
 * @param {string} text
 */
function place(id, text) {
  document.body.append(el('script', { type: 'application/octet-stream', id }, text))
}

function loadPlayer() {
  return new Promise((resolve, reject) => {
    document.body.append(
      el('script', { src: '/assets/step.js', onload: () => resolve(window.player), onerror: reject }),
    )
  })
}

/**
 * Give the document explored around a path: of the trainer's choice, or of where the session stands.
 * @param {readonly number[]} path
 * @param {number} lesson
 */
async function expand(path, lesson) {
  const state = `lesson=${lesson + 1}&path=${path.join('.')}@${path.length}`
  const { ok, data } = following
    ? await asking(`/follow/${session.id}/document`)
    : await ask(`/api/sessions/${session.id}/around`, { state })
  if (!ok) throw new Error(data.message)
  expansions += 1
  place(`data-${expansions}`, data.document)
  const packed = await unpackData(`data-${expansions}`)
  byId(`data-${expansions}`).remove()
  return packed
}

async function start() {
  const packed = (following || (await open())) && (await firstDocument())
  if (!packed) return
  place('data', packed)
  history.replaceState(
    null,
    '',
    `${location.pathname}${location.search}#${session.state}${asked.has('lang') ? `&lang=${language()}` : ''}`,
  )
  const player = await loadPlayer()
  player.expand = expand
  await player.ready
  if (following) {
    player.follow(true)
    byId('other-language').hidden = true // the player has its own
  } else player.onChange(changed)
  isShown = true
  rest()
  listen()
}

/** Get what is stepped through. A follower waits until somebody steps. */
async function firstDocument() {
  for (;;) {
    const { ok, status: code, data } = await asking(`/follow/${session.id}/document`)
    if (ok) {
      know(data)
      return data.document
    }
    if (code !== 404 && !mayPass(code)) return refused(data)
    sayWaiting(code, data)
    await later(AGAIN)
    if (!following && code === 404 && !(await open())) return null
  }
}

/**
 * Say what this page waits for: for somebody to step, or for the studio.
 * @param {number} code
 * @param {any} data
 */
function sayWaiting(code, data) {
  say(code === 0 || code === 404 ? null : data.message)
  status(code === 404 ? 'follow.waiting' : 'follow.lost')
}

/**
 * Say whether trying again may help: the studio does not answer, or cannot do so now.
 * @param {number} code
 */
function mayPass(code) {
  return code === 0 || code >= 500
}

/**
 * Say why it does not go on.
 * @param {any} data
 */
function refused(data) {
  trouble(data.message)
  status('')
  return null
}

/**
 * Say what is wrong; not again what was said already, since that would be read aloud each time.
 * @param {string | null} message
 */
function say(message) {
  if (byId('trouble').textContent !== (message ?? '')) trouble(message)
}

// ---------------------------------------------------------------- leading

/** Open the session: a new one; one that is there, as it is; or one that a studio before this one had. */
async function open() {
  const [{ file, line, draft }, state] = [subject, session.state || bare(location.hash)]
  const text = draftOf(draft)?.text
  const wanted = { id: session.id, join: session.id !== null, file, line: line && Number(line), text, state }
  const { ok, status: code, data } = await ask('/api/sessions', wanted)
  if (!ok && !mayPass(code)) return refused(data)
  if (!ok) {
    say(code === 0 ? null : data.message)
    status('step.lost')
    await later(AGAIN)
    return open()
  }
  trouble(null)
  if (!data.fits) note = 'step.anew'
  return lead(data)
}

/**
 * Take what the session is now. Where the page shows something else, it is loaded anew.
 * @param {any} data
 */
async function lead(data) {
  if (isShown && textOf(session.state) !== textOf(data.state)) return anew()
  session.id = data.id
  know(data)
  Object.assign(subject, { file: data.file, line: data.line, draft: draftFor(data) })
  const { file, line, draft } = subject
  remember(`session:${file}`, data.id)
  history.replaceState(null, '', `${address('/step', { file, line, session: data.id, draft })}${location.hash}`)
  fieldOf('follow-link').value = data.follow
  one(document, '#back-to-text', HTMLAnchorElement).href = draft
    ? address('/edit', { draft })
    : address('/edit', { file, line })
  return true
}

/**
 * Find the draft that holds the text of the session; another trainer's becomes one of its own. None for a file's.
 * @param {{ file: string, text: string | null }} place
 */
function draftFor({ file, text }) {
  if (text === null) return null
  if (draftOf(subject.draft)?.text === text) return subject.draft
  const found = drafts().find(each => each.name === file && each.text === text)?.key ?? newKey()
  return draftOf(found) || keepDraft(found, { name: file, text }) ? found : null
}

/**
 * The part of a state that says of which text it is.
 * @param {string} state
 */
function textOf(state) {
  return /\bv=\w*/.exec(state)?.[0]
}

/** Load the page again, for what the session has now: it only joins, it asks for nothing of its own. */
function anew() {
  if (following) location.reload()
  else location.replace(address('/step', { session: session.id, other: 1 }))
  return new Promise(() => {})
}

/**
 * The player says where it is: the newest is sent, one at a time.
 * @param {string} text
 */
function changed(text) {
  sending.next = bare(text)
  note = ''
  if (sending.next === session.state) sending.next = null
  if (!sending.busy) send()
}

async function send() {
  sending.busy = true
  while (sending.next !== null) {
    const state = sending.next
    const { ok, status: code, data } = await ask(`/api/sessions/${session.id}`, { from: session.version, state })
    if (ok) {
      know(data)
      rest()
      if (sending.next === state || sending.next === session.state) sending.next = null
    } else await notTaken(code, data, state)
  }
  sending.busy = false
  shown = shown.then(catchUp)
}

/**
 * @param {number} code
 * @param {any} data
 * @param {string} state
 */
async function notTaken(code, data, state) {
  if (data.error === 'stale') {
    sending.next = null
    await takeOver(data)
    status(data.message)
  } else if (code === 404) {
    Object.assign(session, { state })
    const isOpen = await open()
    if (isOpen && session.state !== sending.next) await takeOver(session)
    sending.next = null
  } else if (mayPass(code)) {
    status('step.lost')
    await later(AGAIN)
  } else {
    sending.next = null
    status(data.message)
  }
}

/** @param {News} news */
async function takeOver(news) {
  if (session.course !== news.course || textOf(session.state) !== textOf(news.state)) return anew()
  know(news)
  history.replaceState(null, '', `${location.pathname}${location.search}#${news.state}`)
  await window.player.go(news.state)
}

// ---------------------------------------------------------------- following, by trainers too

function listen() {
  const source = new EventSource(`/follow/${session.id}/events`)
  source.onmessage = event => heard(JSON.parse(event.data))
  source.onopen = () => {
    trouble(null)
    if (following || !sending.busy) rest()
  }
  source.onerror = () => lost(source)
}

/** Each state in its turn: showing one may have to wait for worlds, and what this page sends comes first. */
let shown = Promise.resolve()

/** @param {News} news */
function heard(news) {
  sending.heard = news
  shown = shown.then(catchUp)
}

async function catchUp() {
  const news = sending.heard
  if (sending.busy || news === null) return
  sending.heard = null
  if (isNewer(news.version, session.version)) await takeOver(news)
}

/**
 * Versions count up while a studio runs; those of another studio are another series.
 * @param {string} one
 * @param {string} other
 */
function isNewer(one, other) {
  const [[series, number], [before, last]] = [one.split('.'), other.split('.')]
  return series !== before || Number(number) > Number(last)
}

/**
 * Wait for the studio. A browser that has given up is told to try again; a trainer opens the session again first.
 * @param {EventSource} source
 */
async function lost(source) {
  status(following ? 'follow.lost' : 'step.lost')
  if (source.readyState !== EventSource.CLOSED) return
  source.close()
  await later(AGAIN)
  if (!following && !sending.busy) {
    const before = session.state
    if (!(await open())) return
    if (session.state !== before) await takeOver(session)
  } else if ((await asking(`/follow/${session.id}/document`)).status === 404) status('follow.waiting')
  listen()
}

// ---------------------------------------------------------------- the strip above

async function copy() {
  const done = await copied(fieldOf('follow-link').value)
  if (!done) fieldOf('follow-link').select()
  status(done ? 'step.copied' : 'step.by-hand')
}

async function exportPath() {
  const state = bare(location.hash)
  const { ok, data } = await ask(`/api/sessions/${session.id}/export`, { state })
  if (ok) openDraft({ name: '', text: data.text })
  else trouble(data.message)
}

if (!following) {
  on(byId('copy'), 'click', copy)
  on(byId('export'), 'click', exportPath)
}
start().catch(error => trouble(error.message))
