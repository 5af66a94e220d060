// The list of scenario files.

let files = []

async function load() {
  const { ok, data } = await ask('/api/files')
  trouble(ok ? null : data.message)
  if (!ok) return
  files = data.files
  byId('folder').textContent = data.folder
  document.title = `${data.folder} – ${t('studio')}`
  draw(data.most)
}

function draw(most) {
  const wanted = byId('filter').value.trim().toLowerCase()
  const shown = files.filter(each => contains(each, wanted))
  replace(byId('files'), shown.map(each => fileItem(each, wanted)))
  const count = t('scenarios.shown', { number: shown.length })
  const cut = files.length >= most ? ` ${t('file.too-many', { number: most })}` : ''
  byId('shown').textContent = files.length ? count + cut : t('scenarios.none')
}

function contains(file, wanted) {
  return [file.name, ...file.scenarios.map(each => each.name)].some(each => each.toLowerCase().includes(wanted))
}

function fileItem(file, wanted) {
  const heads = file.scenarios.filter(each => file.name.toLowerCase().includes(wanted) || each.name.toLowerCase().includes(wanted))
  const isFlow = file.name.endsWith('.flow')
  return el('li', { class: 'card file' },
    el('h2', {}, el('a', { href: address('/edit', { file: file.name }) }, file.name)),
    el('p', {},
      el('a', { class: 'press', href: address('/edit', { file: file.name }) }, t(isFlow ? 'file.edit' : 'file.read'), unseen(` ${file.name}`)),
      file.scenarios.length > 0 && el('a', { class: 'press', href: address('/step', { file: file.name }) }, t('file.step'), unseen(` ${file.name}`))),
    heads.length > 0 && disclosure(t('scenarios') + ` (${heads.length})`, el('ul', { class: 'heads' }, heads.map(each => headItem(file, each)))))
}

function headItem(file, head) {
  return el('li', {}, el('a', { href: address('/step', { file: file.name, line: head.line }) }, head.name))
}

function flowName(text) {
  const name = text.trim()
  return /\.(flow|feature)$/.test(name) ? name : `${name}.flow`
}

on(byId('filter'), 'input', () => draw(Infinity))
on(byId('filter-form'), 'submit', event => event.preventDefault())
on(byId('new-form'), 'submit', event => {
  event.preventDefault()
  location.assign(address('/edit', { file: flowName(byId('new-name').value) }))
})
on(byId('import-file'), 'change', async () => {
  const [file] = byId('import-file').files
  if (file) openDraft({ name: flowName(file.name), text: await file.text() })
})
on(byId('import-form'), 'submit', event => {
  event.preventDefault()
  openDraft({ name: '', text: byId('import-text').value })
})
load()
