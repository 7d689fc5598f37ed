// Arbitrary sessions, and arbitrary $filter and $orderby over them: everything that the API supports, over few values, so
// that comparisons find equal ones.
import fc from 'fast-check'
import { DateTimeOffset, Int32 } from '../../src/codec/index.js'
import { type ExactMatchSession, propertyNames, propertyOf, sessionStates } from '../../src/model/index.js'

/** In code points, U+FFFF comes before the smileys; in UTF-16 units and in most collations it does not. */
const texts = [
  '',
  ' ',
  'a',
  'A',
  'b',
  'aa',
  'ä',
  'a\u0308',
  'ß',
  'ss',
  'Z',
  '_',
  '9',
  '10',
  "it's",
  '\u{1f600}',
  '\u{1f600}a',
  '\uffff',
  '\ue000',
  'null',
  '%',
  '\\',
  '"',
]

/** What JSON can hold and a URL can't, nor a column of text. */
const storedTexts = [...texts, '\u0000', 'a\u0000', '\ud800', '\udc00', '\u2028']

/** Instants that differ in the twelfth digit, and equal ones with other offsets or digits. */
const times = [
  '2026-11-24T09:00:00Z',
  '2026-11-24T09:00:00.000000000000Z',
  '2026-11-24T09:00:00.000000000001Z',
  '2026-11-24T10:00:00.000000000001+01:00',
  '2026-11-24T09:00:00.000000000002Z',
  '2026-11-23T23:30:00-09:30',
  '2026-11-24T09:00:00.1Z',
  '2026-11-24T09:00:00.10000000001Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999999+14:00',
]

const numbers = [0, 1, 2, 9, 10, 2_147_483_647]

const kinds = ['text', 'number', 'time'] as const
type Kind = (typeof kinds)[number]

const kindOf = (name: (typeof propertyNames)[number]): Kind | null => {
  const { codec, role, secret } = propertyOf(name)
  if (role === 'navigation' || secret === true) return null
  if (codec === DateTimeOffset) return 'time'
  if (codec === Int32) return 'number'
  return codec.name === 'string' ? 'text' : null
}

const namesOf = (kind: Kind) => propertyNames.filter((name) => kindOf(name) === kind)

const values = { text: storedTexts, number: numbers, time: times } as const

/** A session of an id, in which every property has a value, is null or is missing. */
export const storedSession = (id: string): fc.Arbitrary<ExactMatchSession> => {
  const properties = kinds.flatMap((kind) =>
    namesOf(kind).map((name) => [name, fc.option(fc.constantFrom(...values[kind]), { freq: 4 })] as const),
  )
  const states = Object.values(sessionStates).map(({ wire }) => wire)
  return fc
    .record(Object.fromEntries(properties), { requiredKeys: [] })
    .chain((session) => fc.constantFrom(...states).map((state) => ({ ...session, id, state })))
}

const literals: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  text: fc.constantFrom(...texts).map((text) => `'${text.replaceAll("'", "''")}'`),
  number: fc.constantFrom('-1', '1.5', ...numbers.map(String)),
  time: fc.constantFrom(...times),
}

const operand = (kind: Kind): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...namesOf(kind)), weight: 3 },
    { arbitrary: literals[kind], weight: 3 },
    { arbitrary: fc.constant('null'), weight: 1 },
  )

const kind = fc.constantFrom(...kinds)

const comparison = kind.chain((each) =>
  fc
    .tuple(operand(each), fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), operand(each))
    .map((parts) => parts.join(' ')),
)

const membership = kind.chain((each) =>
  fc
    .tuple(operand(each), fc.array(operand(each), { minLength: 1, maxLength: 4 }))
    .map(([left, items]) => `${left} in (${items.join(',')})`),
)

const text = fc.oneof(fc.constantFrom(...namesOf('text')), literals.text)

const textFunction = fc
  .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), text, text)
  .map(([name, whole, part]) => `${name}(${whole},${part})`)

/** A $filter. */
export const filter: fc.Arbitrary<string> = fc.letrec<{ readonly filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    comparison,
    membership,
    textFunction,
    tie('filter').map((inner) => `not (${inner})`),
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map((parts) => parts.join(' ')),
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
      .map((parts) => `(${parts.join(' ')})`),
  ),
})).filter

/** A $orderby. */
export const orderBy: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(fc.constantFrom(...kinds.flatMap(namesOf)), fc.constantFrom('', ' asc', ' desc'))
      .map((parts) => parts.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((items) => items.join(','))
