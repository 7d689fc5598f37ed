// Sessions with properties of a user's own, under both names of the data store's id.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type NamingConvention, sessionWith } from '../../src/model/index.js'
import { sessionJson } from './json.js'

const own = {
  tenantId: t.type({ tenantId: t.string }, 'Tenant'),
  'tenantId and id': t.type({ tenantId: t.string, id: t.string }, 'Tenant'),
  'tenantId and datastoreId': t.type({ tenantId: t.string, datastoreId: t.string }, 'Tenant'),
}

const names = { 'v1.0': 'datastoreId', beta: 'dataStoreId' } as const
const conventions: ReadonlyArray<NamingConvention> = ['v1.0', 'beta']

describe.each(Object.entries<t.Mixed>(own))('a session with %s of its own', (_, codec) => {
  it.each(conventions)(
    'is the same after decoding either name, editing, encoding as %s and decoding',
    (convention) => {
      const Own = sessionWith(codec, convention)
      fc.assert(
        fc.property(
          fc.constantFrom(...conventions),
          sessionJson('datastoreId'),
          fc.string(),
          (given, json, tenantId) => {
            const { datastoreId: ignored, dataStoreId: also, ...rest }: Record<string, unknown> = { ...json }
            const body = { ...rest, id: 'a', [names[given]]: 'patients', tenantId: 'before' }
            const edited = pipe(
              Own.decode(JSON.parse(JSON.stringify(body))),
              E.map((session) => ({ ...session, tenantId })),
            )
            if (E.isLeft(edited)) throw new Error('not decoded')
            expect(edited.right).toMatchObject({ datastoreId: 'patients', tenantId })
            expect(edited.right).not.toHaveProperty('dataStoreId')
            const encoded = JSON.parse(JSON.stringify(Own.encode(edited.right)))
            expect(encoded).toHaveProperty([names[convention]], 'patients')
            expect(encoded).not.toHaveProperty([convention === 'beta' ? 'datastoreId' : 'dataStoreId'])
            expect(JSON.stringify(Own.decode(encoded))).toBe(JSON.stringify(E.right(edited.right)))
          },
        ),
        { numRuns: 200 },
      )
    },
  )

  it('is rejected without its own property', () => {
    expect(E.isLeft(sessionWith(codec).decode({ id: 'a', datastoreId: 'patients' }))).toBe(true)
  })
})

describe('the type of a session with its own properties', () => {
  it('has them, required where they are', () => {
    const Own = sessionWith(own['tenantId and datastoreId'])
    expectTypeOf<t.TypeOf<typeof Own>['tenantId']>().toEqualTypeOf<string>()
    expectTypeOf<t.TypeOf<typeof Own>['datastoreId']>().toEqualTypeOf<string>()
    expectTypeOf<t.TypeOf<typeof Own>['state']>().toEqualTypeOf<string | null | undefined>()
  })
})
