// How complex a body may be: its values, properties and depth are counted before it is parsed.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionProperties } from '../../src/model/index.js'
import { createTestApi, send, sessionsPath } from './testApi.js'

const api = createTestApi()

const post = (body: string): Promise<Response> => send(api, 'POST', sessionsPath, { body })

const messageFor = async (body: string): Promise<string> => (await (await post(body)).json()).error.message

describe('a body', () => {
  it.each([
    ['values', `[${'1,'.repeat(40_000)}1]`, 'the body has more than 34000 values'],
    ['arrays', `[${'[],'.repeat(20_001)}[]]`, 'the body has more than 34000 values'],
    ['properties', `{${'"a":1,'.repeat(10_000)}"a":1}`, 'the body has more than 10000 properties'],
    ['levels', '['.repeat(65), 'the body is nested more than 64 times'],
    ['levels of objects', '{"a":'.repeat(65), 'the body is nested more than 64 times'],
  ])('with too many %s is refused', async (_, body, message) => {
    expect([(await post(body)).status, await messageFor(body)]).toEqual([400, message])
  })

  it('of the most fields is read', async () => {
    // Each of one character, all before the surrogates.
    const fields = Array.from({ length: sessionProperties.fields.maxLength }, (_, index) =>
      String.fromCodePoint(0x4e00 + index),
    )
    expect((await post(JSON.stringify({ totalBlockCount: 1, fields }))).status).toBe(201)
  })

  it('may have any text, which is not counted', async () => {
    const text = fc.string({
      unit: fc.constantFrom('"', '\\', '[', '{', ',', ':', 'a', '🦉'),
      maxLength: 100,
    })
    const property = fc.asyncProperty(text, async (part) => {
      // Long enough to exceed every limit if it were counted.
      const fileName = `${part}[{,:"\\`.repeat(200).slice(0, 1_000)
      const response = await post(JSON.stringify({ totalBlockCount: 1, fileName, fields: [part || 'a'] }))
      expect([response.status, (await response.json()).fileName]).toEqual([201, fileName])
    })
    await fc.assert(property, { numRuns: 100 })
  })
})
