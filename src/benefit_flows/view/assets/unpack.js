// Documents of benefit_flows.view.packing: every part that is equal is stored once, texts in several languages.

/**
 * A node: the number of one before it, or its kind and what is in it.
 * @typedef {number | readonly [number, ...any[]]} PackedNode
 */

/**
 * @typedef {{
 *   texts: (string | string[])[], shapes: string[][], nodes: (readonly [number, ...any[]])[], root: PackedNode,
 * }} Packed
 */

/**
 * Give what a data block of the page holds.
 * @param {string} id
 */
async function unpackData(id) {
  const bytes = Uint8Array.from(
    atob(/** @type {HTMLElement} */ (document.getElementById(id)).textContent.trim()),
    each => each.charCodeAt(0),
  )
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return JSON.parse(await new Response(plain).text())
}

/**
 * Give the document in a language. Equal parts are one and the same value, so nothing in it may be changed.
 * @param {Packed} packed
 * @param {number} languageNumber
 * @returns {any} what Python wrote
 */
function unpack(packed, languageNumber) {
  const texts = packed.texts.map(each => (typeof each === 'string' ? each : each[languageNumber]))
  /** @type {unknown[]} */
  const values = []
  /** @type {(node: PackedNode) => unknown} */
  const value = node => (typeof node === 'number' ? values[node] : made(node))
  /** @type {(node: readonly [number, ...any[]]) => unknown} */
  const made = ([kind, ...rest]) => {
    if (kind === 0) return texts[rest[0]]
    if (kind === 1) return rest.map(value)
    if (kind === 2) return Object.fromEntries(packed.shapes[rest[0]].map((name, at) => [name, value(rest[at + 1])]))
    return rest[0]
  }
  for (const node of packed.nodes) values.push(made(node))
  return value(packed.root)
}
