import { expect, it } from 'vitest'
import { aBlockSentTwice, check } from '../../docs/examples/reference-model/check.js'

it('the example of the guide finds its fault, and finds it mended', async () => {
  const { before, after, ...shown } = await check()
  expect(before.verdict).toBe('faulty')
  expect(before.counterexample?.history).toEqual(aBlockSentTwice)
  expect(after.verdict).toBe('conforms')
  expect(after.coverage.missed).toEqual([])
  expect(shown).toEqual({ faultShown: true, faultGone: true })
})
