// What all pages of the studio share: words, the token, and asking the server.
//
// The token comes in the part of the link behind "#", which browsers send to nobody. It is kept for this address only,
// so that other tabs of the studio find it, and taken out of the address bar. A new studio has a new token.

const TOKEN = 'benefit-flows-studio-token'
const SHAPE = /token=([\w-]+)/
const words = JSON.parse(document.getElementById('words').textContent)
const asked = new URLSearchParams(location.search)

/** The language of the page: the player switches it too. */
function language() {
  return document.documentElement.lang === 'fr' ? 'fr' : 'en'
}

function t(key, values) {
  return fill(words[language()][key] ?? key, values)
}

/** Say again in the other language what the page said when it came. */
new MutationObserver(() => {
  for (const each of document.querySelectorAll('[data-word]')) each.textContent = t(each.dataset.word)
}).observe(document.documentElement, { attributeFilter: ['lang'] })

function byId(id) {
  return document.getElementById(id)
}

/** Take the token out of a link, if it holds one. */
function takeToken(text) {
  const found = SHAPE.exec(text) ?? /^([\w-]{16,})$/.exec(text.trim())
  if (found) localStorage.setItem(TOKEN, found[1])
  return found !== null
}

if (takeToken(location.hash)) history.replaceState(null, '', location.pathname + location.search)

/** Ask the server. Gives {ok, status, data}; status 0 where it does not answer. Without the right token, asks for it. */
async function ask(path, body) {
  const before = localStorage.getItem(TOKEN) ?? ''
  const answer = await asking(path, body, before)
  if (answer.data?.error !== 'token') return answer
  await newToken(before)
  return ask(path, body)
}

async function asking(path, body, token = '') {
  const address = `${path}${path.includes('?') ? '&' : '?'}lang=${language()}`
  const headers = { 'X-Studio-Token': token }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(address, { ...sent, headers, cache: 'no-store' })
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
    return { ok: response.ok, status: response.status, data: isJson ? await response.json() : await response.text() }
  } catch {
    return { ok: false, status: 0, data: { error: 'offline', message: t('offline') } }
  }
}

/** Wait until there is another token: pasted here, or brought by another tab that opened the new link. */
function newToken(before) {
  const box = byId('needs-token')
  box.hidden = false
  return new Promise(resolve => {
    const ends = [
      on(window, 'storage', () => look()),
      on(window, 'hashchange', () => takeToken(location.hash) && look()),
      on(byId('token-form'), 'submit', event => {
        event.preventDefault()
        takeToken(byId('token-link').value)
        look()
      }),
    ]
    function look() {
      if ((localStorage.getItem(TOKEN) ?? '') === before) return
      ends.forEach(end => end())
      box.hidden = true
      resolve()
    }
  })
}

/** Say what went wrong, or that nothing does any more. */
function trouble(text) {
  const place = byId('trouble')
  place.hidden = !text
  place.textContent = text ?? ''
}

/** Make the address of a page. */
function address(page, values) {
  const parts = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
  parts.set('lang', language())
  return `${page}?${parts}`
}

/** Leave a text for the editor, which opens it without saving it; with what is known of the file that it came from. */
function keepDraft(draft) {
  sessionStorage.setItem('draft', JSON.stringify(draft))
}

function openDraft(draft) {
  keepDraft(draft)
  location.assign(address('/edit', { draft: 1 }))
}
