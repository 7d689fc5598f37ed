// How fast sessions are decoded, against idiomatic io-ts and other libraries, each as its own documentation has it.
import { collectingNothing, weigh } from '../runner/memory.js'
import { type Contender, race } from '../runner/race.js'
import { ratio, type Subject, typical } from '../runner/subject.js'
import { contenders } from './contender.js'
import { texts } from './sample.js'

const parse = (text: string): unknown => JSON.parse(text)

const kept: Array<unknown> = [undefined]

const taking = (values: ReadonlyArray<unknown>): ReadonlyArray<Contender> =>
  contenders.map(({ name, decode }) => ({
    name,
    units: values.length,
    run: () => {
      for (const value of values) kept[0] = decode(value)
      return kept
    },
  }))

const parsing = (all: ReadonlyArray<string>): Contender => ({
  name: 'JSON.parse',
  units: all.length,
  run: () => all.map(parse),
})

const full = parse(texts.full)
const faulty = parse(texts.faulty)

for (const { name, takes, faults } of contenders) {
  if (!takes(full) || takes(faulty) || faults(faulty) < 3) throw new Error(`${name} judges otherwise`)
}

const one = 'a full session'
const detailed = 'one with all that an error may hold'
const selected = 'five properties'
const thousand = '1,000 sessions, one key order'
const thousandInOrders = '1,000 sessions, 16 key orders'
const bad = 'three bad values, every error'
const roundTrip = 'decode, then encode'
const garbage = 'garbage of a valid decode'

export const subject: Subject = {
  title: 'Decoding',
  says: 'The time for one session; the other libraries as multiples of it.',
  measures: [
    race(one, [...taking([full]), parsing([texts.full])]),
    race(detailed, [...taking([parse(texts.detailed)]), parsing([texts.detailed])]),
    race(selected, [...taking([parse(texts.selected)]), parsing([texts.selected])]),
    race(thousand, [...taking(texts.thousand.map(parse)), parsing(texts.thousand)]),
    race(thousandInOrders, [...taking(texts.thousandInOrders.map(parse)), parsing(texts.thousandInOrders)]),
    race(
      bad,
      contenders.map(({ name, faults }) => ({ name, run: () => faults(faulty) })),
    ),
    race(
      roundTrip,
      contenders.flatMap(({ name, roundTrip }) =>
        roundTrip === undefined ? [] : [{ name, run: () => roundTrip(full) }],
      ),
    ),
    weigh(garbage, new URL('./garbage.js', import.meta.url), collectingNothing),
  ],
  goals: [
    {
      says: 'valid session, against idiomatic io-ts',
      figure: ratio(one, 'io-ts', 'fast'),
      as: '×',
      atLeast: 10,
    },
    { says: 'against zod', figure: ratio(one, 'zod', 'fast'), as: '×', atLeast: 3 },
    {
      says: 'against compiled typebox, one key order',
      figure: ratio(thousand, 'typebox', 'fast'),
      as: '×',
      atLeast: 0.5,
    },
    {
      says: 'against compiled typebox, 16 key orders',
      figure: ratio(thousandInOrders, 'typebox', 'fast'),
      as: '×',
      atLeast: 1.5,
    },
    {
      says: '1,000 sessions, as a share of JSON.parse of their text',
      figure: ratio(thousand, 'fast', 'JSON.parse'),
      as: '%',
      atMost: 0.2,
    },
    { says: `${bad}, against zod`, figure: ratio(bad, 'zod', 'fast'), as: '×', atLeast: 1.2 },
    {
      says: `${roundTrip}, against idiomatic io-ts`,
      figure: ratio(roundTrip, 'io-ts', 'fast'),
      as: '×',
      atLeast: 9,
    },
    { says: garbage, figure: typical(garbage, 'fast'), as: 'B', atMost: 64 },
  ],
}
