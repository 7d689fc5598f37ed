// The server responds to every malformed request with an error body, and keeps working.
import { expect, inject, it } from 'vitest'
import { sendMalformed } from '../sendMalformed.js'
import { listen, send } from '../testApi.js'

it('responds to malformed requests with errors, and works afterwards', async () => {
  const server = await listen({
    limits: { bodyBytes: 8_192, blockBytes: 8_192 },
    trustProxy: true,
    corsOrigins: ['https://app.test'],
  })
  try {
    const { statuses, uploads } = await sendMalformed(
      server.url,
      inject('full') ? 100_000 : 2_000,
      20_261_124,
    )
    for (const status of [400, 401, 403, 404, 405]) expect(statuses[status]).toBeGreaterThan(0)
    // Some are well-formed after all, so that every operation is carried out.
    const expected = [200, 201, 400, 403, 404, 405, 409].map(String)
    expect(Object.keys(uploads)).toEqual(expect.arrayContaining(expected))
    const path = '/dataClassification/exactMatchDataStores/patients/sessions'
    expect((await send(server, 'POST', path, { body: { totalBlockCount: 1 } })).status).toBe(201)
  } finally {
    await server.close()
  }
})
