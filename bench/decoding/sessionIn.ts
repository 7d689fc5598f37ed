// A session in the words that every library has, so that all of them check the same: every property may be missing or
// null, unknown ones are kept.
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../src/codec/index.js'
import {
  ClassificationError,
  ExactMatchUploadAgent,
  propertiesWhere,
  propertyOf,
  sessionProperties,
} from '../../src/model/index.js'

export type Properties<S> = Readonly<Record<string, S>>

export interface SchemaBuilder<S> {
  readonly text: S
  readonly int32: S
  readonly timestamp: S
  readonly typeNamed: (qualifiedName: string) => S
  readonly nullable: (schema: S) => S
  readonly list: (item: S) => S
  /** An object with the properties of a type and of those it derives from, the root first. */
  readonly entity: (root: Properties<S>, ...derived: ReadonlyArray<Properties<S>>) => S
}

export const sessionIn = <S>({
  text,
  int32,
  timestamp,
  typeNamed,
  nullable,
  list,
  entity,
}: SchemaBuilder<S>): S => {
  const time = nullable(timestamp)
  const texts = (...names: ReadonlyArray<string>): Properties<S> =>
    Object.fromEntries(names.map((name) => [name, nullable(text)]))
  const typed = (name: string): Properties<S> => ({ '@odata.type': typeNamed(`microsoft.graph.${name}`) })
  const innerError = entity({ ...texts('activityId', 'clientRequestId', 'code'), errorDateTime: time })
  const errorBase = { ...texts('code', 'message', 'target'), innerError: nullable(innerError) }
  const details = nullable(list(entity(errorBase)))
  const agent = { ...typed('exactMatchUploadAgent'), ...texts('description'), creationDateTime: time }
  const schemas = new Map<t.Mixed, S>([
    [t.string, text],
    [Int32, int32],
    [DateTimeOffset, timestamp],
    [ClassificationError, entity(errorBase, { ...typed('classificationError'), details })],
    [ExactMatchUploadAgent, entity({ id: text }, agent)],
    [sessionProperties.fields.codec, list(text)],
  ])
  const levels = (['exactMatchJobBase', 'exactMatchSessionBase', 'exactMatchSession'] as const).map((type) =>
    Object.fromEntries(
      propertiesWhere((row) => row.declaredBy === type).map((name) => {
        const schema = schemas.get(propertyOf(name).codec)
        if (schema === undefined) throw new Error(`the bench has no schema for ${name}`)
        return [name, nullable(schema)]
      }),
    ),
  )
  return entity({ id: text }, ...levels, typed('exactMatchSession'))
}
