// The address of a place in a course: "v=1a2b3c4d&lesson=1&path=3.0.12@2&from=0&kept=3.0.5_3.1&done=1.2&lang=fr".
// Parts at their default are left out. Lessons count from 1, choices from 0.

const LANGUAGES = ['en', 'fr']
const LINK_NUMBER = /^\d{1,6}$/

function linkOf(place) {
  const { version, lesson, walk, done, language } = place
  const parts = [`v=${version}`]
  if (lesson) parts.push(`lesson=${lesson + 1}`)
  if (walk.path.length) parts.push(`path=${walk.path.join('.')}@${walk.cursor}`)
  if (walk.base) parts.push(`from=${walk.base}`)
  if (walk.kept.length) parts.push(`kept=${walk.kept.map(path => path.join('.')).join('_')}`)
  if (done.length) parts.push(`done=${done.map(number => number + 1).join('.')}`)
  if (language) parts.push(`lang=${language}`)
  return parts.join('&')
}

// Read a link. What cannot be read is null: the page says so, and starts at the beginning.
function readLink(text) {
  const parts = new Map(text.replace(/^#/, '').split('&').filter(Boolean).map(_pairOf))
  const [path, cursor] = (parts.get('path') ?? '@0').split('@')
  const read = {
    version: parts.get('v') ?? null,
    lesson: _number(parts.get('lesson') ?? '1') - 1,
    walk: {
      path: _numbers(path),
      cursor: _number(cursor ?? ''),
      base: _number(parts.get('from') ?? '0'),
      kept: (parts.get('kept') ?? '').split('_').filter(Boolean).map(_numbers),
    },
    done: _numbers(parts.get('done') ?? '').map(number => number - 1),
    language: LANGUAGES.includes(parts.get('lang')) ? parts.get('lang') : null,
  }
  return _isSound(read) ? read : null
}

function _pairOf(part) {
  const at = part.indexOf('=')
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
}

function _number(text) {
  return LINK_NUMBER.test(text) ? Number(text) : NaN
}

function _numbers(text) {
  return text === '' ? [] : text.split('.').map(_number)
}

function _isSound({ lesson, walk, done }) {
  const all = [lesson, walk.cursor, walk.base, ...walk.path, ...walk.kept.flat(), ...done]
  return (
    !all.some(Number.isNaN) && Math.min(...all) >= 0 && walk.cursor <= walk.path.length && walk.base <= walk.path.length
  )
}

// Judge a link against a document: "ok", "version", "unknown" (its numbers fit nothing) or "outside" (the file ends before).
function judgeLink(read, document, models) {
  if (read === null) return 'unknown'
  if (read.version !== null && read.version !== document.version) return 'version'
  const model = models[read.lesson]
  if (model === undefined || read.done.some(number => models[number] === undefined)) return 'unknown'
  const kept = read.walk.kept.map(path => trackOf(model, path).stopped)
  return kept.includes('unknown') ? 'unknown' : (trackOf(model, read.walk.path).stopped ?? 'ok')
}
