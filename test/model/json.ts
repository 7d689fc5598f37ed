// Sessions as JSON: every property missing, null or present, in any order, with undeclared ones.
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../src/codec/index.js'
import {
  ClassificationError,
  type DeclaringType,
  ExactMatchUploadAgent,
  propertiesWhere,
  propertyOf,
  sessionProperties,
} from '../../src/model/index.js'
import { dateTimeOffset } from '../../src/testing/index.js'

const text = fc.option(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })))
const count = fc.option(fc.integer())
const time = fc.option(dateTimeOffset())
const named = (name: string) => fc.constantFrom(`#microsoft.graph.${name}`, `microsoft.graph.${name}`)

const innerError = { activityId: text, clientRequestId: text, code: text, errorDateTime: time }
const errorBase = {
  code: text,
  message: text,
  target: text,
  innerError: fc.option(fc.record(innerError, { requiredKeys: [] })),
}

const error = fc.record(
  {
    ...errorBase,
    '@odata.type': named('classificationError'),
    details: fc.option(fc.array(fc.record(errorBase, { requiredKeys: [] }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
)

const uploadAgent = fc.record(
  {
    id: fc.string(),
    '@odata.type': named('exactMatchUploadAgent'),
    creationDateTime: time,
    description: text,
  },
  { requiredKeys: [] },
)

const byCodec = new Map<t.Mixed, fc.Arbitrary<unknown>>([
  [t.string, text],
  [Int32, count],
  [DateTimeOffset, time],
  [ClassificationError, fc.option(error)],
  [ExactMatchUploadAgent, fc.option(uploadAgent)],
  [sessionProperties.fields.codec, fc.option(fc.array(fc.string(), { maxLength: 5 }))],
])

/** Values of each declared property; of `id`, which is never null, only texts. */
const valuesOf = (...types: ReadonlyArray<DeclaringType>): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(
    propertiesWhere(({ declaredBy }) => types.includes(declaredBy)).map((name) => [
      name,
      name === 'id' ? fc.string() : (byCodec.get(propertyOf(name).codec) ?? fc.constant(undefined)),
    ]),
  )

const job = valuesOf('entity', 'exactMatchJobBase')

/** What a service may add: annotations, properties of the future, names that objects inherit. */
const undeclared = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      '@odata.context',
      '@odata.etag',
      'fields@odata.count',
      'constructor',
      '__proto__',
      'toString',
      'value',
    ),
    fc.string().map((name) => `x${name}`),
  ),
  fc.jsonValue(),
  { maxKeys: 4 },
)

/** The same properties in another order, mixed with undeclared ones. */
const mixed = (properties: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc
    .tuple(properties, undeclared)
    .chain(([own, others]) =>
      fc.shuffledSubarray([...Object.entries(own), ...Object.entries(others)], {
        minLength: Object.keys(own).length + Object.keys(others).length,
      }),
    )
    .map((entries) => Object.fromEntries(entries))

/** Sessions, the data store's id under the name given. */
export const sessionJson = (dataStore: 'datastoreId' | 'dataStoreId'): fc.Arbitrary<object> => {
  const { datastoreId: _, ...base } = valuesOf('exactMatchSessionBase')
  return mixed(
    fc.record(
      {
        ...job,
        '@odata.type': named('exactMatchSession'),
        ...base,
        [dataStore]: text,
        ...valuesOf('exactMatchSession'),
      },
      { requiredKeys: [] },
    ),
  )
}

/** Lookup jobs. */
export const lookupJobJson = (): fc.Arbitrary<object> =>
  mixed(
    fc.record(
      {
        ...job,
        '@odata.type': named('exactMatchLookupJob'),
        state: text,
        matchingRows: fc.option(
          fc.array(fc.record({ id: fc.string(), row: text }, { requiredKeys: [] }), { maxLength: 3 }),
        ),
      },
      { requiredKeys: [] },
    ),
  )

/** A data store with some sessions. */
export const dataStoreJson = (): fc.Arbitrary<object> =>
  mixed(
    fc.record(
      {
        id: fc.string(),
        '@odata.type': named('exactMatchDataStore'),
        displayName: text,
        description: text,
        dataLastUpdatedDateTime: time,
        columns: fc.option(
          fc.array(
            fc.record(
              {
                name: text,
                isSearchable: fc.option(fc.boolean()),
                isCaseInsensitive: fc.option(fc.boolean()),
                ignoredDelimiters: fc.option(fc.array(fc.string(), { maxLength: 2 })),
              },
              { requiredKeys: [] },
            ),
            { maxLength: 3 },
          ),
        ),
        sessions: fc.option(fc.array(sessionJson('datastoreId'), { maxLength: 2 })),
      },
      { requiredKeys: [] },
    ),
  )
