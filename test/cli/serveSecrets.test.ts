// The secrets of `exact-match-session serve`: where they can come from, and that they are printed nowhere.
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { newDatabase, server as postgres } from '../service/database.js'
import { run } from './run.js'
import { type RunningServer, startServer } from './server.js'

const path = '/dataClassification/exactMatchDataStores/patients/sessions'
const token = 'a-token-that-was-given'
const uploadKey = 'an upload key that was given, 32 or more'
const folder = newFolder()

const create = async ({ url }: RunningServer): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{ "totalBlockCount": 1 }',
  })

/** Sends a block to a server by the path and the signature of a URI; resolves with the status. */
const statusOfBlock = async (server: RunningServer, uri: string): Promise<number> => {
  const { pathname, search } = new URL(uri)
  const block = `${server.url}${pathname}${search}&comp=block&blockid=AAAA`
  return (await fetch(block, { method: 'PUT', body: 'rows' })).status
}

describe('the token and the upload key', () => {
  const sources: ReadonlyArray<readonly [string, () => Promise<Parameters<typeof startServer>>]> = [
    ['options', async () => [['--token', token, '--upload-key', uploadKey]]],
    ['variables', async () => [[], { EXACT_MATCH_TOKEN: token, EXACT_MATCH_UPLOAD_KEY: uploadKey }]],
    [
      'files',
      async () => [
        [
          '--token-file',
          await folder.write('token', `${token}\n`),
          '--upload-key-file',
          await folder.write('key', `${uploadKey}\n`),
        ],
        // An option or its file comes before the variable.
        { EXACT_MATCH_TOKEN: 'another-token-of-length' },
      ],
    ],
  ]
  it.each(sources)('can be %s, and are not printed', async (_, argumentsOf) => {
    const server = await startServer(...(await argumentsOf()))
    expect((await create(server)).status).toBe(201)
    expect(await server.stop('SIGTERM')).toBe(0)
    for (const secret of [token, uploadKey]) expect(server.out + server.log()).not.toContain(secret)
    expect(server.curl).toContain('"Authorization: Bearer $EXACT_MATCH_TOKEN"')
  })

  it('are independent: a server with the same token and another upload key refuses the URI', async () => {
    const env = { EXACT_MATCH_TOKEN: token }
    const [one, other] = [await startServer([], env), await startServer([], env)]
    const { dataUploadURI } = await (await create(one)).json()
    expect(await statusOfBlock(other, dataUploadURI)).toBe(403)
    expect(await statusOfBlock(one, dataUploadURI)).toBe(201)
    await Promise.all([one.stop('SIGTERM'), other.stop('SIGTERM')])
  })
})

describe('the URL of the database', () => {
  it('is not repeated by the message about it', async () => {
    const { code, out, err } = await run(['serve'], {
      DATABASE_URL: 'mysql://me:secret-password@host/sessions',
    })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('--database-url: postgres://')
    expect(err).not.toContain('secret-password')
  })

  it.runIf(postgres !== null).each(['variable', 'file'])('can be in a %s', async (place) => {
    const database = await newDatabase()
    try {
      const server =
        place === 'variable'
          ? await startServer([], { EXACT_MATCH_TOKEN: token, DATABASE_URL: database.url })
          : await startServer(['--database-url-file', await folder.write('url', `${database.url}\n`)], {
              EXACT_MATCH_TOKEN: token,
            })
      expect((await create(server)).status).toBe(201)
      expect(server.log()).toContain('only this process accepts its upload URIs')
      expect(await server.stop('SIGTERM')).toBe(0)
    } finally {
      await database.drop()
    }
  })
})
