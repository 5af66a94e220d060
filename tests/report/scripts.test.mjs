import assert from 'node:assert/strict'
import test from 'node:test'
import { scripts } from '../tools/scripts.mjs'

const { fits, readHash, writeHash, isRow } = scripts(
  ['report/opened', 'report/filters'],
  ['fits', 'readHash', 'writeHash', 'isRow'],
)
const { addressOf, placeOf, quoted } = scripts(['report/opened'], ['addressOf', 'placeOf', 'quoted'])
const { after, isSeen } = scripts(['report/events'], ['after', 'isSeen'])

const STORY = {
  file: 'a.flow',
  line: 10,
  row: 2,
  row_line: 17,
  verdict: 'bad',
  tags: ['slow'],
  rules: 'R1 R12',
  passages: '8 15',
  moves: 'a|b',
  values: [['days', '30']],
  failures: [{ code: 'BF502', message: 'refused', place: 'a.flow:12:3', line: 'when Ada links', notes: [] }],
  events: [
    { kind: 'action', place: 12, text: 'Ada links' },
    { kind: 'check', place: 'other.flow:3', text: 'then it is refused' },
  ],
  missed: [[14, 'wait', []]],
}
const ITEM = { story: STORY, title: 'Too late' }

test('an address holds what is wanted, and is read back', () => {
  const wanted = { s: 'scenarios/a b.flow:3', verdict: 'bad' }
  assert.equal(writeHash({ ...wanted, tag: '' }), '#s=scenarios/a+b.flow:3&verdict=bad')
  assert.deepEqual(readHash(writeHash(wanted)), wanted)
  assert.deepEqual(readHash(''), {})
})

test('a scenario fits when all that is wanted fits', () => {
  const fitting = { verdict: 'bad', tag: 'slow', passage: '15', rule: 'R1', move: 'b', row: '2', text: 'LATE ada' }
  assert.equal(fits(fitting)(ITEM), true)
  for (const [name, value] of Object.entries({
    verdict: 'good',
    passage: '1',
    rule: 'R2',
    move: 'c',
    row: '31',
    text: 'x',
  }))
    assert.equal(fits({ ...fitting, [name]: value })(ITEM), false, name)
})

test('a row is found by its number or by a cell', () => {
  assert.deepEqual(
    ['2', '30', 'days = 3', '3', 'hours'].map(each => isRow(ITEM, each)),
    [true, true, true, false, false],
  )
  assert.equal(isRow({ story: { ...STORY, row: null } }, '2'), false)
})

test('a scenario is found by why it failed, and by the lines of its own file', () => {
  for (const text of ['bf502', 'refused a.flow:12', 'wait']) assert.equal(fits({ text })(ITEM), true, text)
})

test('a scenario has an address by its row, and a place by the line of it', () => {
  assert.deepEqual([addressOf(STORY), placeOf(STORY)], ['a.flow:10:2', 'a.flow:17'])
  const plain = { ...STORY, row: null, row_line: null }
  assert.deepEqual([addressOf(plain), placeOf(plain)], ['a.flow:10', 'a.flow:10'])
})

test('a place is quoted for a shell only where it must be', () => {
  assert.deepEqual(['a/b.flow:3', "it's.flow:1"].map(quoted), ['a/b.flow:3', `'it'"'"'s.flow:1'`])
})

test('a machine remembers where it was and which moves it made', () => {
  const first = after(undefined, { source: 'a', event: 'go', target: 'b' })
  assert.deepEqual(first, { current: 'b', visited: ['a'], made: [], last: 'a go b' })
  const second = after(first, { source: 'b', event: 'end', target: 'c' })
  assert.deepEqual(second, { current: 'c', visited: ['a', 'b'], made: ['a go b'], last: 'b end c' })
})

test('a screen is shown at once when the check behind it fails for what the account sees', () => {
  const failed = { kind: 'check', problems: ['x'], check: { by: 0, account: 'Ada' } }
  assert.equal(isSeen([{ kind: 'action' }, failed], 0), true)
  assert.equal(isSeen([{ kind: 'action' }, { kind: 'action' }, failed], 0), false)
  assert.equal(isSeen([{ kind: 'action' }, { ...failed, check: { by: 0, account: null } }], 0), false)
})
