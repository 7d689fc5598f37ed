// `exact-match-session serve`, as a person runs it: what it prints lets a client in, and its log gives nothing away.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { newDatabase, server as postgres } from '../service/database.js'
import { run } from './run.js'
import { type Serving, serve } from './serving.js'

const path = '/dataClassification/exactMatchDataStores/patients/sessions'
const salt = 's'.repeat(64)

const headersOf = ({ token }: Serving) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
})

const created = async (serving: Serving) => {
  const body = JSON.stringify({ totalBlockCount: 1, totalJobCount: 2, salt })
  const answer = await fetch(serving.url + path, { method: 'POST', headers: headersOf(serving), body })
  expect(answer.status).toBe(201)
  return answer.json()
}

const stateOf = async (serving: Serving, id: string): Promise<string> =>
  (await (await fetch(`${serving.url}${path}/${id}`, { headers: headersOf(serving) })).json()).state

const uploadedAndCommitted = async (serving: Serving) => {
  const { id, dataUploadURI } = await created(serving)
  const block = await fetch(`${dataUploadURI}&comp=block&blockid=AAAA`, { method: 'PUT', body: 'rows' })
  expect(block.status).toBe(201)
  const commit = await fetch(`${serving.url}${path}/${id}/commit`, {
    method: 'POST',
    headers: headersOf(serving),
  })
  expect(commit.status).toBe(204)
  while ((await stateOf(serving, id)) !== 'Completed');
  return { id, dataUploadURI }
}

describe('exact-match-session serve', () => {
  it('prints a URL, a fresh token and a curl line that works; its log holds no secret; SIGTERM ends it', async () => {
    const serving = await serve(['--processing-time', '10ms'])
    expect((await fetch(`${serving.url}/healthz`)).status).toBe(200)
    expect((await fetch(serving.url + path)).status).toBe(401)
    const { stdout } = await promisify(execFile)('sh', ['-c', `${serving.curl} -s`])
    expect(JSON.parse(stdout)).toMatchObject({ state: 'Created', totalBlockCount: 3 })
    const { dataUploadURI } = await uploadedAndCommitted(serving)
    await fetch(`${serving.url}${path}?$filter=salt eq '${salt}'`, { headers: headersOf(serving) })
    expect(await serving.stop('SIGTERM')).toBe(0)
    const lines = serving.log().trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
      expect.arrayContaining(['listening', 'request', 'stopped']),
    )
    const signature = new URL(dataUploadURI).searchParams.get('sig') ?? ''
    for (const secret of [salt, signature, serving.token, 'Bearer'])
      expect(serving.log()).not.toContain(secret)
  })

  it('finds its sessions again in a folder, and upload URIs hold with the same token', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sessions-'))
    const args = ['--data', folder, '--token', 'the-same-token-again', '--naming', 'metadata']
    try {
      const first = await serve(args)
      const { id, dataUploadURI, dataStoreId } = await created(first)
      expect(dataStoreId).toBe('patients')
      expect(await first.stop('SIGINT')).toBe(0)
      const second = await serve(args)
      const { pathname, search } = new URL(dataUploadURI)
      const block = `${second.url}${pathname}${search}&comp=block&blockid=AAAA`
      expect((await fetch(block, { method: 'PUT', body: 'rows' })).status).toBe(201)
      expect(await stateOf(second, id)).toBe('UploadCompleted')
      expect(await second.stop('SIGTERM')).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.runIf(postgres !== null)('serves one PostgreSQL database from two processes', async () => {
    const database = await newDatabase()
    const args = [
      '--database-url',
      database.url,
      '--token',
      'shared-by-both-of-them',
      '--processing-time',
      '10ms',
    ]
    try {
      const [one, other] = await Promise.all([serve(args), serve(args)])
      const { id } = await uploadedAndCommitted(one)
      expect(await stateOf(other, id)).toBe('Completed')
      expect([await one.stop('SIGTERM'), await other.stop('SIGTERM')]).toEqual([0, 0])
    } finally {
      await database.drop()
    }
  })

  it.each([
    [['--port', 'x'], '--port x: a port'],
    [['--token', 'short'], '--token: 16 characters'],
    [['--processing-time', '2'], '--processing-time 2: a time such as'],
    [['--database-url', 'mysql://a'], '--database-url: postgres://'],
    [['--data', 'a', '--database-url', 'postgres://a'], '--data and --database-url'],
    [['--naming', 'other'], 'Allowed choices are documented, metadata'],
  ])('refuses %j in one line', async (args, sentence) => {
    const { code, out, err } = await run(['serve', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })
})
