// The largest lengths of a session's properties, as the table of properties has them.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import { createUploadUris } from '../../src/http/index.js'
import { sessionProperties } from '../../src/model/index.js'
import { createMemoryStore, createSessionService } from '../../src/service/index.js'
import { left, right } from './outcome.js'
import { createSession, datastoreId, secondsPastNine, serviceOver } from './service.js'

const texts = ['fileName', 'checksum', 'uploadAgentId'] as const

/** Characters of one, two, three and four bytes; the last takes two of JavaScript's units. */
const character = fc.constantFrom('a', 'é', '語', '🦉')

/** A text of the largest length, and how many characters more. */
const sized = fc.record({ name: fc.constantFrom(...texts), character, more: fc.integer({ min: 0, max: 3 }) })

const textOf = ({
  name,
  character,
  more,
}: {
  name: (typeof texts)[number]
  character: string
  more: number
}) => character.repeat(sessionProperties[name].maxLength + more)

const tooLong = (name: keyof typeof sessionProperties) => ({
  code: 'invalid',
  issues: [
    { path: `/${name}`, message: expect.stringMatching(`^${name} has \\d+ characters; expected at most`) },
  ],
})

describe('a text', () => {
  it('is accepted by create and update up to its largest length, in characters, and refused by name beyond', async () => {
    const { service, key } = await createSession()
    await fc.assert(
      fc.asyncProperty(sized, async (text) => {
        const property = { [text.name]: textOf(text) }
        for (const outcome of [
          await service.create({ datastoreId, request: { totalBlockCount: 1, ...property } })(),
          await service.update({ ...key, patch: property })(),
        ]) {
          if (text.more === 0) expect(outcome).toMatchObject({ right: { session: property } })
          else expect(outcome).toMatchObject({ left: tooLong(text.name) })
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('fields', () => {
  const fieldsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => String(index).padStart(8, '0'))
  const most = sessionProperties.fields.maxLength / 8

  it('have a largest length together', async () => {
    const { service } = await createSession()
    const create = (fields: ReadonlyArray<string>) =>
      service.create({ datastoreId, request: { totalBlockCount: 1, fields: [...fields] } })
    await right(create(fieldsOf(most)))
    expect(await left(create(fieldsOf(most + 1)))).toMatchObject(tooLong('fields'))
  })
})

describe('what an event brings', () => {
  it('is refused by name where it is too long', async () => {
    const { service, key } = await createSession()
    expect(await left(service.fail({ ...key, error: { message: 'x'.repeat(4_096) } }))).toMatchObject(
      tooLong('error'),
    )
    let uri = 'short'
    const renewing = createSessionService({
      store: createMemoryStore(),
      now: () => secondsPastNine(1),
      newId: () => 'a',
      newUploadUri: () => uri,
    })
    await right(renewing.create({ datastoreId, request: { totalBlockCount: 1 } }))
    uri = 'x'.repeat(8_193)
    expect(await left(renewing.renew({ datastoreId, id: 'a' }))).toMatchObject(tooLong('dataUploadURI'))
  })

  it('is never too long for an upload URI of the longest ids', () => {
    const id = '🦉'.repeat(256)
    const uris = createUploadUris({ key: 'k'.repeat(32) })
    const uri = uris.generate({ datastoreId: id, id, at: secondsPastNine(1), nonce: crypto.randomUUID() })
    expect(uri.length).toBeLessThan(sessionProperties.dataUploadURI.maxLength)
  })
})

describe('a session that was stored with a longer text', () => {
  it('can be read and changed, and the text made shorter', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: 2 } }))
    const key = { datastoreId, id: session.id ?? '' }
    const trigger = {
      type: 'update',
      at: DateTimeOffset.of('2026-11-24T09:00:00Z'),
      event: null,
      principal: null,
    } as const
    const long = { ...session, fileName: 'x'.repeat(2_000) }
    await right(store.change(key, [], () => E.right({ steps: [{ trigger, session: long }], blocks: [] })))
    expect(
      (await right(service.update({ ...key, patch: { ...long, checksum: 'a' } }))).session.checksum,
    ).toBe('a')
    await right(service.update({ ...key, patch: { fileName: 'short.csv' } }))
    expect((await right(service.get(key))).session.fileName).toBe('short.csv')
  })
})
