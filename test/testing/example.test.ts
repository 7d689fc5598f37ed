import { expect, it } from 'vitest'
import { faulty } from '../../docs/examples/reference-model/faulty.js'
import { mended } from '../../docs/examples/reference-model/mended.js'
import { checkConformance, checkHistory, type History } from '../../src/testing/index.js'

/** The history in the guide. */
const blockSentTwice: History = {
  calls: [
    { call: 'create', request: { totalBlockCount: 1 } },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
  ],
}

it('the faulty example of the guide is found to be faulty', async () => {
  const { verdict, counterexample } = await checkConformance(faulty)
  expect(verdict).toBe('faulty')
  expect(counterexample?.history).toEqual(blockSentTwice)
  expect(await checkHistory(faulty(), blockSentTwice)).not.toBeNull()
})

it('the mended example of the guide conforms', async () => {
  const { verdict, coverage } = await checkConformance(mended)
  expect(verdict).toBe('conforms')
  expect(coverage.missed).toEqual([])
  expect(await checkHistory(mended(), blockSentTwice)).toBeNull()
})
