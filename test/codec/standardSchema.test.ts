// A codec as a Standard Schema, by its own interface and in a library that accepts any such schema.
import { sValidator } from '@hono/standard-validator'
import * as fc from 'fast-check'
import { Hono } from 'hono'
import * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { fast, Int32, nullable, toStandardSchema } from '../../src/codec/index.js'

const Block = fast(t.intersection([t.type({ id: t.string }), t.partial({ 'rows/all': nullable(Int32) })]))
const schema = toStandardSchema(Block)

describe('toStandardSchema', () => {
  it('names its version and vendor', () => {
    expect(schema['~standard']).toMatchObject({ version: 1, vendor: 'exact-match-session' })
  })

  it('returns the decoded value', () => {
    fc.assert(
      fc.property(fc.record({ id: fc.string(), 'rows/all': fc.option(fc.integer()) }), (value) => {
        expect(schema['~standard'].validate(value)).toEqual({ value })
      }),
    )
  })

  it('returns issues with the keys that lead to each', () => {
    expect(schema['~standard'].validate({ 'rows/all': 1.5 })).toEqual({
      issues: [
        { path: ['id'], message: '/id is missing; expected string' },
        { path: ['rows/all'], message: '/rows~1all is 1.5; expected Int32 or null' },
      ],
    })
    expect(toStandardSchema(Int32)['~standard'].validate('1')).toMatchObject({ issues: [{ path: [] }] })
  })

  it('masks secrets', () => {
    const masking = toStandardSchema(Block, { isSecret: (path) => path === '/id' })
    expect(masking['~standard'].validate({ id: 7 })).toMatchObject({
      issues: [{ message: '/id is a secret; expected string' }],
    })
  })

  it('serves a library that accepts any Standard Schema', async () => {
    const app = new Hono().post('/', sValidator('json', schema), (c) => {
      const block = c.req.valid('json')
      expectTypeOf(block.id).toEqualTypeOf<string>()
      return c.json({ took: block.id })
    })
    const post = async (body: unknown) => {
      const headers = { 'Content-Type': 'application/json' }
      return app.request('/', { method: 'POST', headers, body: JSON.stringify(body) })
    }
    expect(await (await post({ id: 'a' })).json()).toEqual({ took: 'a' })
    const refused = await post({ id: 7 })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('/id is 7; expected string')
  })
})
