// How fast sessions are decoded, against idiomatic io-ts and other libraries.
import * as O from 'fp-ts/lib/Option.js'
import * as R from 'fp-ts/lib/Record.js'
import { filledExample } from '../../test/model/documented.js'
import { garbage } from '../runner/memory.js'
import { type Contenders, race } from '../runner/race.js'
import type { Subject } from '../runner/subject.js'
import { type Decoder, decoders } from './contenders.js'

const error = { '@odata.type': '#microsoft.graph.classificationError', code: 'corrupted', message: 'torn' }
/** Every property of the documentation's table has a value; times are in UTC, as services write them. */
const text = JSON.stringify({ ...filledExample, error })
const session: object = JSON.parse(text.replaceAll(/[+-]\d\d:00"/g, 'Z"'))

/** The same properties in one of many orders. */
const inOrder = (order: number): object => {
  const rank = (name: string): number =>
    [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * (order + 7)) % 65_521, order)
  return Object.fromEntries(Object.entries(session).sort(([first], [second]) => rank(first) - rank(second)))
}

const parse = (text: string): unknown => JSON.parse(text)
const thousand = (sessionAt: (index: number) => object): ReadonlyArray<string> =>
  Array.from({ length: 1000 }, (_, index) => JSON.stringify(sessionAt(index)))

const decodingAll = (texts: ReadonlyArray<string>): Contenders => {
  const [units, values] = [texts.length, texts.map(parse)]
  const ours = R.map(({ decode }: Decoder) => ({ units, run: () => values.map(decode) }))(decoders)
  return { ...ours, 'JSON.parse': { units, run: () => texts.map(parse) } }
}

const full = parse(JSON.stringify(session))
const faulty = parse(
  JSON.stringify({ ...session, totalBlockCount: '15', startDateTime: '2026-02-29', state: 7 }),
)
for (const [name, { faults }] of Object.entries(decoders)) {
  if (faults(full) > 0 || faults(faulty) < 3) throw new Error(`${name} finds other faults`)
}

const roundTrips = R.filterMap(({ roundTrip }: Decoder) =>
  roundTrip === undefined ? O.none : O.some(() => roundTrip(full)),
)
const findingFaults = R.map((decoder: Decoder) => () => decoder.faults(faulty))
const decodingFull = R.map((decoder: Decoder) => () => decoder.decode(full))

const one = 'a full session'
const orders = '1,000 sessions in 16 key orders'
const bad = 'three bad values, every error'
const roundTrip = 'decode, then encode'
const bytes = 'garbage of a valid decode'

export const subject: Subject = {
  title: 'Decoding',
  description: 'The time for one session; the other libraries as multiples of it.',
  measures: [
    // First, while fast has seen one order of keys alone.
    garbage(bytes, decodingFull(decoders)),
    race(one, decodingAll(thousand(() => session).slice(0, 1))),
    race(orders, decodingAll(thousand((index) => inOrder(index % 16)))),
    race(bad, findingFaults(decoders)),
    race(roundTrip, roundTrips(decoders)),
  ],
  goals: [
    { measure: one, contender: 'io-ts', against: 'fast', atLeast: 10 },
    { measure: one, contender: 'zod', against: 'fast', atLeast: 3 },
    { measure: one, contender: 'typebox', against: 'fast', atLeast: 0.5 },
    { measure: one, contender: 'JSON.parse', against: 'fast', atLeast: 5 },
    { measure: orders, contender: 'typebox', against: 'fast', atLeast: 1.5 },
    { measure: bad, contender: 'zod', against: 'fast', atLeast: 1.2 },
    { measure: roundTrip, contender: 'io-ts', against: 'fast', atLeast: 9 },
    { measure: bytes, contender: 'fast', atMost: 64 },
  ],
}
