// The options of `serve` for its address, TLS and origins: what they do, and the sentence that refuses a wrong one.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { run } from './run.js'
import { type RunningServer, startServer } from './server.js'

const path = '/v1.0/dataClassification/exactMatchDataStores/patients/sessions'

const create = async ({ url, token }: RunningServer, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: '{"totalBlockCount":1}',
  })
  return { headers: response.headers, session: await response.json() }
}

const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example' }

describe('the address of a server', () => {
  it('is where it listens, whatever headers say', async () => {
    const server = await startServer()
    const { headers, session } = await create(server, forwarded)
    expect(headers.get('location')).toBe(`${server.url}${path}/${session.id}`)
    expect(session.dataUploadURI).toMatch(`${server.url}/uploads/patients/${session.id}?se=`)
    await server.stop('SIGTERM')
  })

  it('is that of --public-url', async () => {
    const server = await startServer(['--public-url', 'https://sessions.example/edm/'])
    const { headers, session } = await create(server, forwarded)
    expect(headers.get('location')).toBe(`https://sessions.example/edm${path}/${session.id}`)
    expect(session.dataUploadURI).toMatch(`https://sessions.example/edm/uploads/patients/${session.id}?se=`)
    await server.stop('SIGTERM')
  })

  it('is what a proxy forwards, with --trust-proxy', async () => {
    const server = await startServer(['--trust-proxy'])
    const { headers, session } = await create(server, forwarded)
    expect(headers.get('location')).toBe(`https://api.example${path}/${session.id}`)
    expect(session.dataUploadURI).toMatch(`https://api.example/uploads/patients/${session.id}?se=`)
    await server.stop('SIGTERM')
  })
})

describe('--cors', () => {
  it('allows the origins that are named, and is off without', async () => {
    const servers = [
      await startServer(['--cors', 'https://one.example', '--cors', 'https://two.example']),
      await startServer(),
    ]
    const allowed = await Promise.all(
      servers.flatMap((server) =>
        ['https://one.example', 'https://two.example', 'https://three.example'].map(async (origin) =>
          (await create(server, { origin })).headers.get('access-control-allow-origin'),
        ),
      ),
    )
    expect(allowed).toEqual(['https://one.example', 'https://two.example', null, null, null, null])
    for (const server of servers) await server.stop('SIGTERM')
  })
})

describe('a wrong option', () => {
  const folder = newFolder()

  it.each([
    [['--public-url', 'sessions.example'], '--public-url: a URL such as https://sessions.example/edm'],
    [['--public-url', 'ftp://sessions.example'], '--public-url: a URL'],
    [['--public-url', 'https://sessions.example/?a=b'], '--public-url: a URL'],
    [['--public-url', 'https://user@sessions.example/'], '--public-url: a URL'],
    [['--cors', 'app.example'], '--cors: an origin such as https://app.example was expected, or *, not app'],
    [['--cors', 'https://app.example/'], '--cors: an origin'],
    [['--max-connections', '0'], 'A whole number from 1'],
    [['--tls-cert', 'a.pem'], '--tls-cert and --tls-key: one of them needs the other'],
    [['--tls', '--tls-cert', 'a', '--tls-key', 'b'], '--tls and --tls-cert: a certificate is made or read'],
    [['--tls-cert', 'missing.pem', '--tls-key', 'missing.pem'], '--tls-cert: ENOENT'],
  ])('%j is refused in one line', async (args, sentence) => {
    const { code, out, err } = await run(['serve', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })

  it('that names no certificate, no key or another key is refused', async () => {
    const [one, other] = await Promise.all([generate(), generate()])
    const at = (name: string) => join(folder.at(), name)
    await Promise.all([
      writeFile(at('cert'), one.cert),
      writeFile(at('key'), other.private),
      writeFile(at('text'), 'no PEM'),
    ])
    const errorFor = async (cert: string, key: string) =>
      (await run(['serve', '--tls-cert', at(cert), '--tls-key', at(key)])).err
    expect(await errorFor('text', 'key')).toContain('--tls-cert: a certificate in PEM was expected')
    expect(await errorFor('cert', 'text')).toContain('--tls-key: a private key without a passphrase in PEM')
    expect(await errorFor('cert', 'key')).toContain('--tls-key: it is not the key of the certificate')
  })
})
