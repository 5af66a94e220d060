// The pages on which one steps: of a trainer, who leads, and of those who follow.
//
// What is stepped through comes first; then the player, which draws it. A trainer's change names the version of the
// state that it was made from. If another trainer was faster, this page takes over theirs and says so.

const AGAIN = 1000
const following = document.body.classList.contains('following')
const session = { id: following ? location.pathname.split('/').at(-1) : asked.get('session'), version: '', state: '', course: 0 }
const sending = { busy: false, next: null, heard: null }
let expansions = 0

/** Say how it stands: a word of ours, or what the server said. */
function status(text) {
  const place = byId('status')
  if (text in words.en) place.dataset.word = text
  else delete place.dataset.word
  place.textContent = text && t(text)
}

function later(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}

/** A state without the language, which is each reader's own. */
function bare(state) {
  return state.replace(/^#/, '').split('&').filter(each => each && !each.startsWith('lang=')).join('&')
}

function know(news) {
  Object.assign(session, { version: news.version, state: news.state, course: news.course })
}

// ---------------------------------------------------------------- the player

/** Put a document into the page, as the player expects one. */
function place(id, text) {
  document.body.append(el('script', { type: 'application/octet-stream', id }, text))
}

function loadPlayer() {
  return new Promise((resolve, reject) => {
    document.body.append(el('script', { src: '/assets/step.js', onload: () => resolve(window.player), onerror: reject }))
  })
}

/** Give the document explored around a path: of the trainer's choice, or of where the session stands. */
async function expand(path, lesson) {
  const state = `lesson=${lesson + 1}&path=${path.join('.')}@${path.length}`
  const { ok, data } = following ? await asking(`/follow/${session.id}/document`) : await ask(`/api/sessions/${session.id}/around`, { state })
  if (!ok) throw new Error(data.message)
  expansions += 1
  place(`data-${expansions}`, data.document)
  const packed = await unpackData(`data-${expansions}`)
  byId(`data-${expansions}`).remove()
  return packed
}

async function start() {
  const packed = await firstDocument()
  place('data', packed)
  history.replaceState(null, '', `${location.pathname}${location.search}#${session.state}${asked.has('lang') ? `&lang=${language()}` : ''}`)
  const player = await loadPlayer()
  player.expand = expand
  await player.ready
  if (following) player.follow(true)
  else player.onChange(changed)
  status(following ? 'follow.following' : '')
  listen()
}

/** Get what is stepped through. A follower waits until somebody steps; a trainer opens the session. */
async function firstDocument() {
  if (!following) await open()
  for (;;) {
    const { ok, status: code, data } = await asking(`/follow/${session.id}/document`)
    if (ok) {
      know(data)
      return data.document
    }
    if (code !== 0 && code !== 404) trouble(data.message)
    status(code === 0 ? 'follow.lost' : 'follow.waiting')
    await later(AGAIN)
    if (!following && code === 404) await open()
  }
}

// ---------------------------------------------------------------- leading

/** Open the session: a new one, one that is there, or one that a studio before this one had. */
async function open() {
  const [file, line] = [asked.get('file') ?? '', asked.get('line')]
  const text = session.id && sessionStorage.getItem(`text:${session.id}`)
  const state = session.state || bare(location.hash)
  const { ok, status: code, data } = await ask('/api/sessions', { id: session.id, file, line: line && Number(line), text, state })
  if (!ok && code !== 0) {
    trouble(data.message)
    status('')
  }
  if (!ok) {
    await later(AGAIN)
    return open()
  }
  trouble(null)
  session.id = data.id
  sessionStorage.setItem(`session:${file}`, data.id)
  know(data)
  history.replaceState(null, '', `${address('/step', { file, line, session: data.id })}${location.hash}`)
  byId('follow-link').value = data.follow
  byId('back-to-text').href = text === null ? address('/edit', { file, line }) : address('/edit', { draft: 1 })
}

/** The player says where it is: the newest is sent, one at a time. */
function changed(text) {
  sending.next = bare(text)
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
      status('')
      if (sending.next === state || sending.next === session.state) sending.next = null
    } else await notTaken(code, data, state)
  }
  sending.busy = false
  shown = shown.then(catchUp)
}

async function notTaken(code, data, state) {
  if (data.error === 'stale') {
    sending.next = null
    await takeOver(data)
    status(data.message)
  } else if (code === 404) {
    Object.assign(session, { state })
    await open()
    if (session.state !== sending.next) await takeOver(session)
    sending.next = null
  } else if (code === 0) {
    status('step.lost')
    await later(AGAIN)
  } else {
    sending.next = null
    status(data.message)
  }
}

async function takeOver(news) {
  if (session.course !== news.course) return location.reload()
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
    if (following) status('follow.following')
    else if (!sending.busy) status('')
  }
  source.onerror = () => lost(source)
}

/** Each state in its turn: showing one may have to wait for worlds, and what this page sends comes first. */
let shown = Promise.resolve()

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

/** Versions count up while a studio runs; those of another studio are another series. */
function isNewer(one, other) {
  const [[series, number], [before, last]] = [one.split('.'), other.split('.')]
  return series !== before || Number(number) > Number(last)
}

/** Wait for the studio. A browser that has given up is told to try again; a trainer opens the session again first. */
async function lost(source) {
  status(following ? 'follow.lost' : 'step.lost')
  if (source.readyState !== EventSource.CLOSED) return
  source.close()
  await later(AGAIN)
  if (!following && !sending.busy) {
    const before = session.state
    await open()
    if (session.state !== before) await takeOver(session)
  } else if ((await asking(`/follow/${session.id}/document`)).status === 404) status('follow.waiting')
  listen()
}

// ---------------------------------------------------------------- the strip above

async function copy() {
  const field = byId('follow-link')
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
  } catch {
    document.execCommand('copy')
  }
  status('step.copied')
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
start().catch(error => trouble(String(error)))
