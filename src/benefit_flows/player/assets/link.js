// The address of a place in a course, a text such as
// "v=1a2b3c4d&lesson=1&path=3.0.12@2&from=0&kept=3.0.5_3.1&done=1.2&answers=1.2.0_2.1&lang=fr".
// Parts at their default are left out. Lessons and answers count from 1, choices from 0.

const LANGUAGES = ['en', 'fr']
const LINK_PARTS = ['v', 'lesson', 'path', 'from', 'kept', 'done', 'answers', 'lang']
const LINK_NUMBER = /^\d{1,6}$/

/** What mail programs make of "@", "=" and "&"; a link has no other signs, so that any other escape is none. */
const LINK_ESCAPED = /%([0-7][0-9a-f])/gi

/**
 * What a link says: `answers` has a group of numbers for each lesson in which a question was answered.
 * @typedef {{
 *   version: string | null, lesson: number, walk: Walk, done: readonly number[],
 *   answers: readonly (readonly number[])[], language: string | null,
 * }} LinkPlace
 */

/**
 * Write a link. `answers` has a group of numbers for each lesson in which a question was answered: see `readLink`.
 * @param {LinkPlace} place
 */
function linkOf(place) {
  const { version, lesson, walk, done, answers, language } = place
  const parts = [`v=${version}`]
  if (lesson) parts.push(`lesson=${lesson + 1}`)
  if (walk.path.length) parts.push(`path=${walk.path.join('.')}@${walk.cursor}`)
  if (walk.base) parts.push(`from=${walk.base}`)
  if (walk.kept.length) parts.push(`kept=${walk.kept.map(path => path.join('.')).join('_')}`)
  if (done.length) parts.push(`done=${done.map(number => number + 1).join('.')}`)
  const told = answers.map(([number, ...rest]) => [number + 1, ...rest].join('.'))
  if (told.length) parts.push(`answers=${told.join('_')}`)
  if (language) parts.push(`lang=${language}`)
  return parts.join('&')
}

/**
 * Read a link; an empty one leads to the start. What cannot be read is null: the page says so, and starts at the
 * beginning. Each group of `answers` has a lesson, then for each of its questions the answer from 1, or 0 for none.
 * @param {string} text
 */
function readLink(text) {
  const whole = text.replace(LINK_ESCAPED, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/^#/, '')
  const parts = new Map(whole.split('&').filter(Boolean).map(_pairOf))
  if (whole && !LINK_PARTS.some(each => parts.has(each))) return null
  const [path, cursor] = _cut(parts.get('path') ?? '@0', '@')
  const read = {
    version: parts.get('v') ?? null,
    lesson: _number(parts.get('lesson') ?? '1') - 1,
    walk: {
      path: _numbers(path),
      cursor: _number(cursor),
      base: _number(parts.get('from') ?? '0'),
      kept: _groups(parts.get('kept') ?? ''),
    },
    done: _numbers(parts.get('done') ?? '').map(number => number - 1),
    answers: _groups(parts.get('answers') ?? '').map(([number, ...rest]) => [number - 1, ...rest]),
    language: LANGUAGES.find(each => each === parts.get('lang')) ?? null,
  }
  return _isSound(read) ? read : null
}

/**
 * Cut a text at the first such sign.
 * @param {string} text
 * @param {string} sign
 * @returns {[string, string]}
 */
function _cut(text, sign) {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** @param {string} part */
function _pairOf(part) {
  return _cut(part, '=')
}

/** @param {string} text */
function _number(text) {
  return LINK_NUMBER.test(text) ? Number(text) : NaN
}

/** @param {string} text */
function _numbers(text) {
  return text === '' ? [] : text.split('.').map(_number)
}

/** @param {string} text */
function _groups(text) {
  return text.split('_').filter(Boolean).map(_numbers)
}

/** @param {LinkPlace} place */
function _isSound({ lesson, walk, done, answers }) {
  const all = [lesson, walk.cursor, walk.base, ...walk.path, ...walk.kept.flat(), ...done, ...answers.flat()]
  return (
    !all.some(Number.isNaN) && Math.min(...all) >= 0 && walk.cursor <= walk.path.length && walk.base <= walk.path.length
  )
}

/**
 * Judge a link against a document: "ok", "version", "unknown" (it fits nothing) or "outside" (the file ends).
 * @param {LinkPlace | null} read
 * @param {{ version: string }} document
 * @param {readonly Model[]} models
 */
function judgeLink(read, document, models) {
  if (read === null) return 'unknown'
  if (read.version !== null && read.version !== document.version) return 'version'
  const model = models[read.lesson]
  /** @param {readonly number[]} group */
  const fits = ([number, ...given]) => models[number] !== undefined && fitsQuiz(models[number], given)
  if (model === undefined || read.done.some(number => models[number] === undefined) || !read.answers.every(fits))
    return 'unknown'
  /** @type {(string | null)[]} */
  const kept = read.walk.kept.map(path => trackOf(model, path).stopped)
  return kept.includes('unknown') ? 'unknown' : (trackOf(model, read.walk.path).stopped ?? 'ok')
}
