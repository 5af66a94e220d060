// Documents of benefit_flows.view.packing: every part that is equal is stored once, texts in several languages.

/** Give what a data block of the page holds. */
async function unpackData(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), each => each.charCodeAt(0))
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return JSON.parse(await new Response(plain).text())
}

/** Give the document in a language. Equal parts are one and the same value, so nothing in it may be changed. */
function unpack(packed, languageNumber) {
  const texts = packed.texts.map(each => typeof each === 'string' ? each : each[languageNumber])
  const values = []
  for (const [kind, ...rest] of packed.nodes) {
    if (kind === 0) values.push(texts[rest[0]])
    else if (kind === 1) values.push(rest.map(each => values[each]))
    else if (kind === 2) values.push(Object.fromEntries(packed.shapes[rest[0]].map((name, at) => [name, values[rest[at + 1]]])))
    else values.push(rest[0])
  }
  return values[packed.root]
}
