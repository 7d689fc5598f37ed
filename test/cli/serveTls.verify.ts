// `exact-match-session serve --tls`: a client that follows what it prints trusts it, and Microsoft's Graph client, which
// sends no token over http, works against it.
import { writeFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { Client, type PageCollection, PageIterator } from '@microsoft/microsoft-graph-client'
import type { ExactMatchSession } from '@microsoft/microsoft-graph-types-beta'
import { generate } from 'selfsigned'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { newFolder } from '../folder.js'
import { trustingFetch } from '../http/trustingFetch.js'
import { fetchCertificate, shell } from './certificate.js'
import { type SpawnedServer, spawnServer } from './server.js'

const sessions = '/dataClassification/exactMatchDataStores/clinic/sessions'

/** Microsoft's client of a server, and a fetch that trusts its certificate. */
const clientOf = ({ url, token }: SpawnedServer, ca: string) => {
  const agent = new Agent({ ca })
  onTestFinished(() => agent.destroy())
  const trusting = trustingFetch(agent, () => undefined)
  vi.stubGlobal('fetch', trusting)
  const client = Client.init({
    baseUrl: url,
    defaultVersion: 'v1.0',
    customHosts: new Set(['127.0.0.1']),
    authProvider: (done) => done(null, token),
  })
  return { client, fetch: trusting }
}

/** Everything that one upload needs, and a list of more than one page. */
const useAll = async ({ client, fetch }: ReturnType<typeof clientOf>): Promise<void> => {
  const made: Array<unknown> = []
  for (let count = 0; count < 5; count += 1) {
    made.push((await client.api(sessions).post({ totalBlockCount: 1 })).id)
  }
  const page: PageCollection = await client.api(sessions).top(2).get()
  const found: Array<unknown> = []
  await new PageIterator(client, page, ({ id }) => found.push(id) > 0).iterate()
  expect(found).toEqual(made)

  const session: ExactMatchSession = await client.api(`${sessions}/${made[0]}`).get()
  const block = await fetch(`${session.dataUploadURI}&comp=block&blockid=AAAA`, {
    method: 'PUT',
    body: 'rows',
  })
  expect(block.status).toBe(201)
  await client.api(`${sessions}/${made[0]}/commit`).post({})
  await expect
    .poll(async () => (await client.api(`${sessions}/${made[0]}`).get()).state, { timeout: 30_000 })
    .toBe('Completed')
  await client.api(`${sessions}/${made[1]}`).delete()
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a server with TLS', () => {
  const folder = newFolder()

  it('prints how to trust its own certificate; the Graph client then works, PageIterator included', async () => {
    const server = await spawnServer(['--tls', '--processing-time', '10ms'])
    const [, fingerprint = ''] = /^certificate: SHA-256 ([\dA-F:]{95})$/m.exec(server.out) ?? []
    const [line = ''] = /^openssl .*$/m.exec(server.out) ?? []
    expect(await shell(line, folder.at())).toContain(fingerprint)
    expect(JSON.parse(await shell(`${server.curl} -s`, folder.at()))).toMatchObject({ state: 'Created' })
    expect(await shell(`${server.curl.replace(/--cacert \S+/, '')} -s; echo $?`, folder.at())).toBe('60\n')
    await useAll(clientOf(server, await fetchCertificate(server, folder.at())))
    expect(server.log()).not.toContain('PRIVATE KEY')
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  it('takes a certificate and its key from files', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    })
    await writeFile(folder.at('cert.pem'), cert)
    await writeFile(folder.at('key.pem'), key)
    const files = ['--tls-cert', folder.at('cert.pem'), '--tls-key', folder.at('key.pem')]
    const server = await spawnServer([...files, '--processing-time', '10ms'])
    expect(server.out).not.toContain('openssl')
    await useAll(clientOf(server, cert))
    expect(await server.stop('SIGTERM')).toBe(0)
  })
})
