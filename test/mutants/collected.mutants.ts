// A mutant with which the tests can't be collected leaves none that could fail; this one collects its subjects itself.
import { expect, it } from 'vitest'

it('sessions in every state come back from their resource, and events are applied', async () => {
  const { ExactMatchSession } = await import('../../src/model/index.js')
  const { fromResource, step, toResource } = await import('../../src/machine/index.js')
  const { eventOf, inState } = await import('../machine/sample.js')
  for (const record of Object.values(inState)) {
    const decoded = ExactMatchSession.decode(JSON.parse(JSON.stringify(toResource(record))))
    expect(decoded).toMatchObject({ right: toResource(record) })
    expect(fromResource(toResource(record))).toMatchObject({ right: record })
  }
  expect(step(inState.uploaded, eventOf.commit)).toMatchObject({ right: { value: 'processing' } })
})
