// What all pages of the studio share: words, the token, and asking the server.
//
// The token comes in the part of the link behind "#", which browsers send to nobody. It is kept for this address only,
// so that other tabs of the studio find it, and taken out of the address bar. A new studio has a new token.

const TOKEN = 'benefit-flows-studio-token'
/** @type {{ [language: string]: { [key: string]: string } }} */
const words = JSON.parse(byId('words').textContent ?? '')
const asked = new URLSearchParams(location.search)

/** The language of the page: the player switches it too. */
function language() {
  return document.documentElement.lang === 'fr' ? 'fr' : 'en'
}

/**
 * @param {string} key
 * @param {Values} [values]
 */
function t(key, values) {
  return fill(words[language()][key] ?? key, values)
}

/** Say again in the other language what the page said when it came. */
new MutationObserver(() => {
  for (const each of document.querySelectorAll('[data-word]'))
    each.textContent = t(each.getAttribute('data-word') ?? '')
}).observe(document.documentElement, { attributeFilter: ['lang'] })

/**
 * Say how many there are: each language has its own rule for one.
 * @param {number} number
 * @param {string} one
 * @param {string} other
 */
function counted(number, one, other) {
  return t(new Intl.PluralRules(language()).select(number) === 'one' ? one : other, { number })
}

// ---------------------------------------------------------------- the token, and asking the server

/**
 * Find the token in a link, or in what was copied of one.
 * @param {string} text
 */
function tokenIn(text) {
  return (/#token=([\w-]+)$/.exec(text.trim()) ?? /^([\w-]{16,})$/.exec(text.trim()))?.[1] ?? null
}

/**
 * Use another token, if it is that of this studio: a wrong one never takes the place of a good one.
 * @param {string | null} token
 */
async function useToken(token) {
  if (token !== null && token === localStorage.getItem(TOKEN)) return
  const isWrong = token === null || (await asking('/api/files', undefined, token)).data.error === 'token'
  byId('token-wrong').hidden = !isWrong
  if (!isWrong) localStorage.setItem(TOKEN, token)
}

/** Take the token out of the address. */
async function enter() {
  const token = tokenIn(location.hash)
  if (token === null) return
  history.replaceState(null, '', location.pathname + location.search)
  await useToken(token)
}

const entering = enter()

/**
 * Ask the server. Gives {ok, status, data}; status 0 where it does not answer. Without the right token, asks for it.
 * @param {string} path
 * @param {object} [body]
 */
async function ask(path, body) {
  await entering
  const before = localStorage.getItem(TOKEN) ?? ''
  const answer = await asking(path, body, before)
  if (answer.data?.error !== 'token') return answer
  await newToken(before)
  return ask(path, body)
}

/**
 * @param {string} path
 * @param {object} [body]
 * @param {string} [token]
 */
async function asking(path, body, token = '') {
  const address = `${path}${path.includes('?') ? '&' : '?'}lang=${language()}`
  /** @type {{ [name: string]: string }} */
  const headers = { 'X-Studio-Token': token }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(address, { ...sent, headers, cache: 'no-store' })
    const isOurs = (response.headers.get('Content-Type') ?? '').includes('json')
    if (isOurs) return { ok: response.ok, status: response.status, data: await response.json() }
    return {
      ok: false,
      status: response.status,
      data: { error: 'unexpected', message: t('unexpected', { status: response.status }) },
    }
  } catch {
    return { ok: false, status: 0, data: { error: 'offline', message: t('offline') } }
  }
}

/**
 * Wait until there is another token: pasted here, or brought by another tab that opened the new link.
 * @param {string} before
 * @returns {Promise<void>}
 */
function newToken(before) {
  const box = byId('needs-token')
  box.hidden = false
  return new Promise(resolve => {
    const ends = [
      on(window, 'storage', () => look()),
      on(window, 'hashchange', () => enter().then(look)),
      on(byId('token-form'), 'submit', event => {
        event.preventDefault()
        useToken(tokenIn(fieldOf('token-link').value)).then(look)
      }),
    ]
    function look() {
      if ((localStorage.getItem(TOKEN) ?? '') === before) return
      for (const end of ends) end()
      box.hidden = true
      resolve()
    }
  })
}

/**
 * Say what went wrong, or that nothing does any more.
 * @param {string | null} text
 */
function trouble(text) {
  const place = byId('trouble')
  place.hidden = !text
  place.textContent = text ?? ''
}

/**
 * Make the address of a page.
 * @param {string} page
 * @param {{ readonly [name: string]: string | number | null | undefined }} values
 */
function address(page, values) {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) parts.set(name, String(value))
  }
  parts.set('lang', language())
  return `${page}?${parts}`
}

// ---------------------------------------------------------------- drafts
//
// A text that is not saved, with what is known of the file that it came from. Each has a key of its own, so that none
// takes the place of another; they stay in this tab until they are saved or discarded.

const DRAFT = 'draft:'

/**
 * `from` is what the editor knew of the file, where the text came from one.
 * @typedef {{ name: string, text: string, from?: { opened: string, digest: string | null, saved: string | null } }} Draft
 */

/**
 * @param {string | null} key
 * @returns {Draft | null}
 */
function draftOf(key) {
  return JSON.parse(sessionStorage.getItem(DRAFT + key) ?? 'null')
}

/** @returns {(Draft & { key: string })[]} */
function drafts() {
  const keys = Object.keys(sessionStorage)
    .filter(each => each.startsWith(DRAFT))
    .map(each => each.slice(DRAFT.length))
  return keys.sort().map(key => ({ key, .../** @type {Draft} */ (draftOf(key)) }))
}

/**
 * Keep something in this tab; say whether there was room.
 * @param {string} key
 * @param {string} value
 */
function remember(key, value) {
  try {
    sessionStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

/**
 * Keep a draft, or say that there is no room.
 * @param {string} key
 * @param {Draft} draft
 */
function keepDraft(key, draft) {
  const isKept = remember(DRAFT + key, JSON.stringify(draft))
  if (!isKept) trouble(t('drafts.full'))
  return isKept
}

/** @param {string} key */
function dropDraft(key) {
  sessionStorage.removeItem(DRAFT + key)
}

function newKey() {
  return Math.random().toString(36).slice(2, 12)
}

/**
 * Open a text in the editor, which does not save it by itself.
 * @param {Draft} draft
 */
function openDraft(draft) {
  const key = newKey()
  if (keepDraft(key, draft)) location.assign(address('/edit', { draft: key }))
}

/**
 * Give the name that a file gets: one that says no kind is a scenario file.
 * @param {string} text
 */
function flowName(text) {
  const name = text.trim()
  return name === '' || /\.(flow|feature)$/.test(name) ? name : `${name}.flow`
}
