// Sessions that were stored by every version so far: each can still be read, and written back as it was.
import { readdirSync, readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as R from 'fp-ts/lib/Record.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { fromResource, toResource } from '../../src/machine/index.js'
import { ExactMatchSession, sessionStateNames, withNaming } from '../../src/model/index.js'
import { right } from './records.js'

const Golden = t.record(t.string, t.type({ state: t.string, resource: t.UnknownRecord }))

const folder = new URL('golden/', import.meta.url)

const json = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'))

const files = readdirSync(folder).map(
  (name) => [name.replace(/\.json$/, ''), right(Golden.decode(json(new URL(name, folder))))] as const,
)

const sessions = files.flatMap(([version, golden]) =>
  Object.entries(golden).map(([what, { state, resource }]) => ({ version, what, state, resource })),
)

const { version } = right(
  t.type({ version: t.string }).decode(json(new URL('../../package.json', import.meta.url))),
)

describe('a stored session', () => {
  it.each(sessions)('of version $version that was $what can be read and written', ({ state, resource }) => {
    const record = pipe(
      ExactMatchSession.decode(resource),
      E.flatMap((session) => fromResource(session)),
      right,
    )
    const spelling = 'dataStoreId' in resource ? 'beta' : 'v1.0'
    expect(record.value).toBe(state)
    const written = withNaming(spelling)(ExactMatchSession).encode(toResource(record))
    // A session of that version has null for a property that was added later.
    expect(written).toEqual({ ...R.map(() => null)(right(t.UnknownRecord.decode(written))), ...resource })
  })

  it.each(files)('of version %s is there in every state', (_, golden) => {
    expect(new Set(Object.values(golden).map(({ state }) => state))).toEqual(new Set(sessionStateNames))
  })

  it('is there of this version, too', () => {
    expect(files.map(([name]) => name)).toContain(version)
  })
})
