// The list of scenario files.

const LARGEST = 1_000_000 // bytes, as the server has it
/** @type {readonly ListedFile[]} */
let files = []
let most = Infinity

async function load() {
  const { ok, data } = await ask('/api/files')
  trouble(ok ? null : data.message)
  if (!ok) return
  files = data.files
  most = data.most
  byId('folder').textContent = data.folder
  document.title = `${data.folder} – ${t('studio')}`
  draw()
}

function draw() {
  const wanted = fieldOf('filter').value.trim().toLowerCase()
  const shown = files.filter(each => contains(each, wanted))
  replace(
    byId('files'),
    shown.map(each => fileItem(each, wanted)),
  )
  const count = counted(shown.length, 'files.one', 'files.other')
  const cut = files.length >= most ? ` ${t('file.too-many', { number: most })}` : ''
  byId('shown').textContent = files.length ? count + cut : t('scenarios.none')
}

/**
 * @param {ListedFile} file
 * @param {string} wanted
 */
function contains(file, wanted) {
  return [file.name, ...file.scenarios.map(each => each.name)].some(each => each.toLowerCase().includes(wanted))
}

/**
 * @param {ListedFile} file
 * @param {string} wanted
 */
function fileItem(file, wanted) {
  const heads = file.scenarios.filter(
    each => file.name.toLowerCase().includes(wanted) || each.name.toLowerCase().includes(wanted),
  )
  const isFlow = file.name.endsWith('.flow')
  return el(
    'li',
    { class: 'card file' },
    el('h2', {}, el('a', { href: address('/edit', { file: file.name }) }, file.name)),
    el(
      'p',
      {},
      el(
        'a',
        { class: 'press', href: address('/edit', { file: file.name }) },
        t(isFlow ? 'file.edit' : 'file.read'),
        unseen(` ${file.name}`),
      ),
      file.scenarios.length > 0 &&
        el(
          'a',
          { class: 'press', href: address('/step', { file: file.name }) },
          t('file.step'),
          unseen(` ${file.name}`),
        ),
    ),
    heads.length > 0 &&
      disclosure(
        counted(heads.length, 'scenarios.one', 'scenarios.other'),
        el(
          'ul',
          { class: 'heads' },
          heads.map(each => headItem(file, each)),
        ),
      ),
  )
}

/**
 * @param {ListedFile} file
 * @param {Head} head
 */
function headItem(file, head) {
  return el('li', {}, el('a', { href: address('/step', { file: file.name, line: head.line }) }, head.name))
}

/** List what this tab holds unsaved: what is opened from here may not be what was last seen of it. */
function drawDrafts() {
  const found = drafts()
  byId('drafts').hidden = found.length === 0
  replace(byId('drafts-list'), found.map(draftItem))
}

/** @param {{ key: string, name: string, text: string }} place */
function draftItem({ key, name, text }) {
  const label = `${name || t('drafts.unnamed')}: ${text.trim().split('\n')[0].slice(0, 60)}`
  const discard = () => {
    dropDraft(key)
    drawDrafts()
  }
  return el(
    'li',
    {},
    el('a', { href: address('/edit', { draft: key }) }, label),
    ' ',
    el('button', { type: 'button', onclick: discard }, t('drafts.discard'), unseen(` ${label}`)),
  )
}

/**
 * Open a text that was brought: not one that is too large, or that would come out mangled.
 * @param {string} name
 * @param {ArrayBuffer | Uint8Array} bytes
 */
function bring(name, bytes) {
  if (bytes.byteLength > LARGEST) return trouble(t('import.large'))
  try {
    openDraft({ name: flowName(name), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) })
  } catch {
    trouble(t('import.bytes', { name }))
  }
}

on(byId('filter'), 'input', draw)
on(byId('filter-form'), 'submit', event => event.preventDefault())
on(byId('new-form'), 'submit', event => {
  event.preventDefault()
  location.assign(address('/edit', { file: flowName(fieldOf('new-name').value) }))
})
on(byId('import-file'), 'change', async () => {
  const file = fieldOf('import-file').files?.[0]
  fieldOf('import-file').value = '' // so that the same file can be chosen again
  if (!file) return
  if (file.size > LARGEST) trouble(t('import.large'))
  else bring(file.name, await file.arrayBuffer())
})
on(byId('import-form'), 'submit', event => {
  event.preventDefault()
  bring('', new TextEncoder().encode(one(document, '#import-text', HTMLTextAreaElement).value))
})
on(window, 'pageshow', drawDrafts)
drawDrafts()
load()
