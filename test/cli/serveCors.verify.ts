// A page of another origin, in Chromium, creates a session at `serve --cors` and uploads its blocks.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../chromium.js'
import { type SpawnedServer, spawnServer } from './server.js'

/** What the page does with the address and the token of a server; runs in the browser. */
const inPage = async ({ url, token }: { readonly url: string; readonly token: string }) => {
  const sessions = `${url}/v1.0/dataClassification/exactMatchDataStores/patients/sessions`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const created = await fetch(sessions, { method: 'POST', headers, body: '{"totalBlockCount":1}' })
  const session = await created.json()
  const location = created.headers.get('location') ?? ''
  const patched = await fetch(location, {
    method: 'PATCH',
    headers: { ...headers, 'if-match': created.headers.get('etag') ?? '' },
    body: '{"fileName":"patients.csv"}',
  })
  const block = await fetch(`${session.dataUploadURI}&comp=block&blockid=AAAA`, {
    method: 'PUT',
    headers: { 'x-ms-version': '2024-11-04', 'x-ms-client-request-id': 'a-page' },
    body: new Blob(['rows']),
  })
  const forged = await fetch(`${session.dataUploadURI}x&comp=block&blockid=AAAA`, {
    method: 'PUT',
    body: 'rows',
  })
  const missing = await fetch(`${sessions}/none`, { headers })
  const read = await (await fetch(location, { headers })).json()
  return {
    statuses: [created, patched, block, forged, missing].map(({ status }) => status),
    ids: [created.headers.get('request-id'), missing.headers.get('request-id')],
    blob: [block.headers.get('x-ms-client-request-id'), forged.headers.get('x-ms-error-code')],
    message: (await missing.json()).error.code,
    state: read.state,
    fileName: read.fileName,
  }
}

describe.runIf(hasChromium)('a page of another origin', () => {
  const pages = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<p>a page</p>'),
  )
  let origin = ''
  let browser: Browser

  beforeAll(async () => {
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port has an address with one.
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    pages.close()
  })

  const onPage = async ({ url, token }: SpawnedServer) => {
    const page = await browser.newPage()
    await page.goto(origin)
    return page.evaluate(inPage, { url, token }).finally(() => page.close())
  }

  it('that --cors names creates, changes, uploads and reads, and reads errors and headers', async () => {
    const server = await spawnServer(['--cors', origin])
    expect(await onPage(server)).toEqual({
      statuses: [201, 200, 201, 403, 404],
      ids: [expect.stringMatching(/^[\da-f-]{36}$/), expect.stringMatching(/^[\da-f-]{36}$/)],
      blob: ['a-page', 'AuthenticationFailed'],
      message: 'notFound',
      state: 'UploadCompleted',
      fileName: 'patients.csv',
    })
    expect(await server.stop('SIGTERM')).toBe(0)
  })

  it.each([
    ['that --cors does not name', ['--cors', 'https://app.example']],
    ['without --cors', []],
  ])('%s gets nothing', async (_, args) => {
    const server = await spawnServer(args)
    await expect(onPage(server)).rejects.toThrow('Failed to fetch')
    expect(await server.stop('SIGTERM')).toBe(0)
  })
})
