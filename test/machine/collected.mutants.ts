// A mutant with which the tests can't be collected leaves none that could fail; this one makes what they begin with.
import { expect, it } from 'vitest'

it('there is a session in every state, as a resource too', async () => {
  const { toResource } = await import('../../src/machine/index.js')
  const { inState } = await import('./sample.js')
  const { sessionStates } = await import('../../src/model/index.js')
  expect(Object.values(inState).map((record) => toResource(record).state)).toEqual(
    Object.values(sessionStates).map(({ wire }) => wire),
  )
})
