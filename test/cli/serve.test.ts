// `exact-match-session serve`: a client gets in with what it prints, and its log has no secrets.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPg } from '../../src/service/postgres/index.js'
import { newDatabase, server as postgres } from '../service/database.js'
import { initializedFolder } from '../service/initializedFolder.js'
import { right } from '../service/outcome.js'
import { run } from './run.js'
import { type RunningServer, spawnServer, startServer } from './server.js'

const path = '/dataClassification/exactMatchDataStores/patients/sessions'
const salt = 's'.repeat(64)

const headersOf = ({ token }: RunningServer) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
})

const create = async (server: RunningServer) => {
  const body = JSON.stringify({ totalBlockCount: 1, totalJobCount: 2, salt })
  const answer = await fetch(server.url + path, { method: 'POST', headers: headersOf(server), body })
  expect(answer.status).toBe(201)
  return answer.json()
}

const stateOf = async (server: RunningServer, id: string): Promise<string> => (await get(server, id)).state

const get = async (server: RunningServer, id: string) =>
  (await fetch(`${server.url}${path}/${id}`, { headers: headersOf(server) })).json()

/** Uploads and commits a session; `reader` is the server that is asked where to. */
const uploadAndCommit = async (server: RunningServer, reader = server) => {
  const { id } = await create(server)
  const { dataUploadURI } = await get(reader, id)
  expect(dataUploadURI.startsWith(reader.url)).toBe(true)
  const block = await fetch(`${dataUploadURI}&comp=block&blockid=AAAA`, { method: 'PUT', body: 'rows' })
  expect(block.status).toBe(201)
  const commit = await fetch(`${server.url}${path}/${id}/commit`, {
    method: 'POST',
    headers: headersOf(server),
  })
  expect(commit.status).toBe(204)
  while ((await stateOf(server, id)) !== 'Completed');
  return { id, dataUploadURI }
}

let data: Awaited<ReturnType<typeof initializedFolder>>
beforeAll(async () => {
  data = await initializedFolder()
})
afterAll(() => data.remove())

describe('exact-match-session serve', () => {
  it('prints a URL, a random token and a curl command that works; its log has no secret; SIGTERM stops it', async () => {
    const server = await spawnServer(['--data', data.folder, '--processing-time', '10ms'])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await fetch(server.url + path)).status).toBe(401)
    const { stdout } = await promisify(execFile)('sh', ['-c', `${server.curl} -s`])
    expect(JSON.parse(stdout)).toMatchObject({ state: 'Created', totalBlockCount: 3 })
    const { dataUploadURI } = await uploadAndCommit(server)
    await fetch(`${server.url}${path}?$filter=salt eq '${salt}'`, { headers: headersOf(server) })
    expect(await server.stop('SIGTERM')).toBe(0)
    const lines = server.log().trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
      expect.arrayContaining(['listening', 'request', 'stopped']),
    )
    const signature = new URL(dataUploadURI).searchParams.get('sig') ?? ''
    for (const secret of [salt, signature, server.token, 'Bearer']) expect(server.log()).not.toContain(secret)
  })

  it('keeps sessions in memory by default, and says so', async () => {
    const server = await startServer()
    await create(server)
    expect(server.log()).toContain('sessions are in memory and lost with this process')
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  it('keeps sessions in a folder; with the same upload key, their upload URIs work on any port', async () => {
    const uploadKey = 'the same upload key for both of them'
    const args = ['--data', data.folder, '--upload-key', uploadKey, '--naming', 'beta']
    const token = { EXACT_MATCH_TOKEN: 'the-same-token-again' }
    const first = await startServer(args, token)
    const { id, dataStoreId } = await create(first)
    expect(dataStoreId).toBe('patients')
    expect(await first.stop('SIGINT')).toBe(0)
    const second = await startServer(args, token)
    expect(second.url).not.toBe(first.url)
    const { dataUploadURI } = await get(second, id)
    const block = `${dataUploadURI}&comp=block&blockid=AAAA`
    expect((await fetch(block, { method: 'PUT', body: 'rows' })).status).toBe(201)
    expect(await stateOf(second, id)).toBe('UploadCompleted')
    expect(await second.stop('SIGTERM')).toBe(0)
  })

  it.runIf(postgres !== null)('serves one PostgreSQL database from two servers', async () => {
    const database = await newDatabase()
    const args = [
      '--database-url',
      database.url,
      '--token',
      'shared-by-both-of-them',
      '--upload-key',
      'the upload key that both of them share',
      '--processing-time',
      '10ms',
    ]
    try {
      const [one, other] = await Promise.all([startServer(args), startServer(args)])
      const { id } = await uploadAndCommit(one, other)
      expect(await stateOf(other, id)).toBe('Completed')
      expect([await one.stop('SIGTERM'), await other.stop('SIGTERM')]).toEqual([0, 0])
    } finally {
      await database.drop()
    }
  })

  it.runIf(postgres !== null)('logs why a request failed: the operation, its id, and the cause', async () => {
    const database = await newDatabase()
    const server = await startServer(['--database-url', database.url])
    const client = await right(openPg({ connectionString: database.url }))
    try {
      await client.query('alter table exact_match.data_store rename to lost', [])
      const headers = { authorization: `Bearer ${server.token}` }
      const path = '/dataClassification/exactMatchDataStores'
      const response = await fetch(server.url + path, { headers })
      expect(response.status).toBe(500)
      const lines = server.log().trim().split('\n')
      expect(lines.map((line) => JSON.parse(line))).toContainEqual(
        expect.objectContaining({
          requestId: response.headers.get('request-id'),
          operation: 'listDataStores',
          error: expect.stringMatching(/^storeFailed: /),
          cause: '42P01: relation "exact_match.data_store" does not exist',
        }),
      )
    } finally {
      await server.stop('SIGTERM')
      await client.close()
      await database.drop()
    }
  })

  it.each([
    [['--port', 'x'], "'--port <port>' argument 'x' is invalid. A whole number from 0 to 65535"],
    [['--token', 'short'], '--token: 16 characters'],
    [
      ['--processing-time', '2'],
      "'--processing-time <duration>' argument '2' is invalid. A duration such as",
    ],
    [['--database-url', 'mysql://a'], '--database-url: postgres://'],
    [['--data', 'a', '--database-url', 'postgres://a'], '--data and --database-url'],
    [['--data', 'a', '--database-url-file', 'b'], '--data and --database-url'],
    [['--token', 'a', '--token-file', 'b'], '--token and --token-file: one of them was expected'],
    [['--token-file', 'missing'], '--token-file: ENOENT'],
    [['--upload-key', 'short'], '--upload-key: 32 characters'],
    [['--token', 'k'.repeat(32), '--upload-key', 'k'.repeat(32)], '--upload-key: a secret of its own'],
    [['--naming', 'other'], 'Allowed choices are v1.0, beta'],
  ])('rejects %j in one line', async (args, sentence) => {
    const { code, out, err } = await run(['serve', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })
})
