// Reads a JSON list of Mermaid texts and prints what Mermaid's own parser says of each: its kind, or its error.
// Usage: node parse.mjs NODE_MODULES < texts.json
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const modules = process.argv[2]
const { JSDOM } = createRequire(join(modules, 'x.js'))('jsdom')
// Mermaid cleans texts with a library that needs a document.
globalThis.window = new JSDOM('').window
globalThis.document = window.document
const { default: mermaid } = await import(pathToFileURL(join(modules, 'mermaid', 'dist', 'mermaid.core.mjs')).href)

const said = []
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    said.push((await mermaid.parse(text)).diagramType)
  } catch (error) {
    said.push(`error: ${error.message}`)
  }
}
console.log(JSON.stringify(said))
