import assert from 'node:assert/strict'
import test from 'node:test'
import { scripts } from '../tools/scripts.mjs'

const { fits, readHash, writeHash, isRow } = scripts(
  ['report/told', 'report/opened', 'report/filters'],
  ['fits', 'readHash', 'writeHash', 'isRow'],
)
const { wholeStory, failureOf, unmarked } = scripts(['report/told'], ['wholeStory', 'failureOf', 'unmarked'])
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
  names: ['Ada'],
  told: {
    failure: ['\ue001 was refused'],
    events: [
      { kind: 'action', place: 2, text: '\ue001 links' },
      { kind: 'check', place: 'other.flow:3', text: '\ue000' },
    ],
    missed: [[4, 'wait', []]],
  },
}
const ITEM = { story: STORY, title: 'Too late', failure: 'in the list' }

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

test('a story is told with the names of its scenario, and the lines of its file', () => {
  const { events, missed } = wholeStory(ITEM)
  assert.deepEqual(
    events.map(each => [each.place, each.text]),
    [
      ['12', 'Ada links'],
      ['other.flow:3', 'Too late'],
    ],
  )
  assert.deepEqual(missed, [{ place: '14', text: 'wait', table: [] }])
})

test('why a scenario failed is told in full, else as the list has it', () => {
  assert.equal(failureOf(ITEM), 'Ada was refused')
  assert.equal(failureOf({ ...ITEM, story: { ...STORY, told: { ...STORY.told, failure: [] } } }), 'in the list')
})

test('marks are replaced wherever they stand, and nothing else is', () => {
  assert.deepEqual(unmarked({ a: ['\ue000', 1, null] }, ['x']), { a: ['x', 1, null] })
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
