// The model against Microsoft's own types: what we decode is theirs, and the two have the same properties, so that a
// change in theirs is seen here.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type {
  ExactDataMatchStoreColumn as TheirColumn,
  ExactMatchDataStore as TheirDataStore,
  Entity as TheirEntity,
  ClassificationError as TheirError,
  ClassifcationErrorBase as TheirErrorBase,
  ClassificationInnerError as TheirInnerError,
  ExactMatchJobBase as TheirJobBase,
  ExactMatchLookupJob as TheirLookupJob,
  LookupResultRow as TheirRow,
  ExactMatchSession as TheirSession,
  ExactMatchUploadAgent as TheirUploadAgent,
} from '@microsoft/microsoft-graph-types-beta'
import type * as t from 'io-ts'
import ts from 'typescript'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { FastType, RenamedKeyType } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'

/** What their names hold: the annotation is OData's, and the data store's id is spelled as in the older metadata. */
type Named<A> = Omit<A, '@odata.type' | 'datastoreId'> &
  ('datastoreId' extends keyof A ? { dataStoreId?: A['datastoreId'] } : unknown)

const file = createRequire(import.meta.url).resolve(
  '@microsoft/microsoft-graph-types-beta/microsoft-graph.d.ts',
)
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)

const interfaces = new Map(
  source.statements.filter(ts.isInterfaceDeclaration).map((declared) => [declared.name.text, declared]),
)

/** The properties of one of their interfaces, inherited ones included. */
const theirs = (name: string): ReadonlyArray<string> => {
  const declared = interfaces.get(name)
  if (declared === undefined) throw new Error(`they have no ${name}`)
  const bases = (declared.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => (ts.isIdentifier(expression) ? theirs(expression.text) : [])),
  )
  return [
    ...bases,
    ...declared.members.flatMap(({ name }) =>
      name !== undefined && ts.isIdentifier(name) ? [name.text] : [],
    ),
  ]
}

type Part =
  | t.IntersectionType<Array<t.Mixed>>
  | t.PartialType<t.Props>
  | RenamedKeyType<unknown>
  | FastType<unknown>

const isPart = (codec: t.Mixed | Part): codec is Part => '_tag' in codec

/** The properties that one of our codecs declares, under their names. */
const ours = (codec: t.Mixed | Part): ReadonlyArray<string> => {
  if (!isPart(codec)) return []
  switch (codec._tag) {
    case 'IntersectionType':
      return codec.types.flatMap(ours)
    case 'PartialType':
      return Object.keys(codec.props).filter((key) => key !== '@odata.type')
    case 'RenamedKeyType':
      return ours(codec.type).map((key) => (key === codec.names.canonical ? codec.names.alternate : key))
    case 'FastType':
      return ours(codec.type)
  }
}

const codecs = {
  Entity: model.Entity,
  ClassificationInnerError: model.ClassificationInnerError,
  ClassifcationErrorBase: model.ClassifcationErrorBase,
  ClassificationError: model.ClassificationError,
  ExactMatchJobBase: model.ExactMatchJobBase,
  ExactMatchSessionBase: model.ExactMatchSessionBase,
  ExactMatchSession: model.ExactMatchSession,
  ExactMatchLookupJob: model.ExactMatchLookupJob,
  LookupResultRow: model.LookupResultRow,
  ExactMatchUploadAgent: model.ExactMatchUploadAgent,
  ExactDataMatchStoreColumn: model.ExactDataMatchStoreColumn,
  ExactMatchDataStoreBase: model.ExactMatchDataStoreBase,
  ExactMatchDataStore: model.ExactMatchDataStore,
}

describe('the model and Microsoft’s types', () => {
  it.each(Object.entries(codecs))('have the same properties in %s', (name, codec) => {
    expect(ours(codec).toSorted()).toEqual(theirs(name).toSorted())
    expect(theirs(name).length).toBeGreaterThan(0)
  })

  it('agree on the type of each: what we decode is theirs', () => {
    expectTypeOf<model.Entity>().toExtend<TheirEntity>()
    expectTypeOf<model.ClassificationInnerError>().toExtend<TheirInnerError>()
    expectTypeOf<model.ClassifcationErrorBase>().toExtend<TheirErrorBase>()
    expectTypeOf<model.ClassificationError>().toExtend<TheirError>()
    expectTypeOf<model.ExactMatchJobBase>().toExtend<TheirJobBase>()
    expectTypeOf<model.ExactMatchSession>().toExtend<TheirSession>()
    expectTypeOf<Named<model.ExactMatchSession>>().toExtend<TheirSession>()
    expectTypeOf<model.ExactMatchLookupJob>().toExtend<TheirLookupJob>()
    expectTypeOf<model.LookupResultRow>().toExtend<TheirRow>()
    expectTypeOf<model.ExactMatchUploadAgent>().toExtend<TheirUploadAgent>()
    expectTypeOf<model.ExactDataMatchStoreColumn>().toExtend<TheirColumn>()
    expectTypeOf<model.ExactMatchDataStore>().toExtend<TheirDataStore>()
  })

  it('agree on the names of each to the compiler, too', () => {
    expectTypeOf<keyof Named<model.ExactMatchSession>>().toEqualTypeOf<keyof TheirSession>()
    expectTypeOf<keyof Named<model.ExactMatchLookupJob>>().toEqualTypeOf<keyof TheirLookupJob>()
    expectTypeOf<keyof Named<model.ExactMatchUploadAgent>>().toEqualTypeOf<keyof TheirUploadAgent>()
    expectTypeOf<keyof Named<model.ExactMatchDataStore>>().toEqualTypeOf<keyof TheirDataStore>()
    expectTypeOf<keyof Named<model.ClassificationError>>().toEqualTypeOf<keyof TheirError>()
  })
})
