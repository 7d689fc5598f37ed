// A session said once, in words that every contender has: each library gives the words its own meaning, so all of
// them check the same things. Every property may be missing, unknown ones are kept.
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../src/codec/index.js'
import {
  ClassificationError,
  type DeclaringType,
  ExactMatchUploadAgent,
  type PropertyName,
  propertiesWhere,
  propertyOf,
  sessionProperties,
} from '../../src/model/index.js'

/** Matches what DateTimeOffset takes, for libraries that want an expression. */
export const timestamp =
  /^-?(?:0\d{3}|[1-9]\d{3,})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])|02-29(?<=(?:(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,12})?)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

export type Properties<S> = Readonly<Record<string, S>>

export interface Grammar<S> {
  readonly text: S
  readonly int32: S
  readonly timestamp: S
  readonly named: (qualifiedName: string) => S
  readonly nullable: (schema: S) => S
  readonly list: (item: S) => S
  /** An object, from its root in the hierarchy to itself. */
  readonly entity: (root: Properties<S>, ...derived: ReadonlyArray<Properties<S>>) => S
}

export const sessionIn = <S>(grammar: Grammar<S>): S => {
  const { nullable, named, list, entity } = grammar
  const text = nullable(grammar.text)
  const time = nullable(grammar.timestamp)
  const id = { id: grammar.text }
  const innerError = entity({ activityId: text, clientRequestId: text, code: text, errorDateTime: time })
  const errorBase = { code: text, innerError: nullable(innerError), message: text, target: text }
  const error = entity(errorBase, {
    '@odata.type': named('microsoft.graph.classificationError'),
    details: nullable(list(entity(errorBase))),
  })
  const uploadAgent = entity(id, {
    '@odata.type': named('microsoft.graph.exactMatchUploadAgent'),
    creationDateTime: time,
    description: text,
  })
  const schemas = new Map<t.Mixed, S>([
    [t.string, grammar.text],
    [Int32, grammar.int32],
    [DateTimeOffset, grammar.timestamp],
    [ClassificationError, error],
    [ExactMatchUploadAgent, uploadAgent],
    [sessionProperties.fields.codec, list(grammar.text)],
  ])
  const schemaOf = (name: PropertyName): S => {
    const schema = schemas.get(propertyOf(name).codec)
    if (schema === undefined) throw new Error(`no contender knows the codec of ${name}`)
    return nullable(schema)
  }
  const declaredBy = (type: DeclaringType): Properties<S> =>
    Object.fromEntries(
      propertiesWhere((row) => row.declaredBy === type).map((name) => [name, schemaOf(name)]),
    )
  return entity(id, declaredBy('exactMatchJobBase'), declaredBy('exactMatchSessionBase'), {
    '@odata.type': named('microsoft.graph.exactMatchSession'),
    ...declaredBy('exactMatchSession'),
  })
}
