// Whatever is sent, the server answers: with a refusal that has its error body, and goes on.
import { expect, inject, it } from 'vitest'
import { ask, listen } from '../bed.js'
import { withstands } from '../malformed.js'

it('withstands malformed requests and answers afterwards', async () => {
  const bed = await listen({ limits: { bodyBytes: 8_192, blockBytes: 8_192 } })
  try {
    const statuses = await withstands(bed.url, inject('full') ? 100_000 : 2_000, 20_261_124)
    for (const status of [400, 401, 403, 404, 405]) expect(statuses[status]).toBeGreaterThan(0)
    const path = '/dataClassification/exactMatchDataStores/patients/sessions'
    expect((await ask(bed, 'POST', path, { body: { totalBlockCount: 1 } })).status).toBe(201)
  } finally {
    await bed.close()
  }
})
