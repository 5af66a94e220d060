// Scripts of a page for unit tests. They export nothing: a page puts them one below the other into one scope.

import { readFileSync } from 'node:fs'

const PACKAGE = new URL('../../src/benefit_flows/', import.meta.url)

/** Give these names of scripts, each named as in "report/told", which must do nothing when they are read. */
export function scripts(files, names) {
  const texts = files.map(each => readFileSync(new URL(`${each.replace('/', '/assets/')}.js`, PACKAGE), 'utf8'))
  return new Function(`'use strict'\n${texts.join('\n')}\nreturn { ${names.join(', ')} }`)()
}
