import { expect, it } from 'vitest'
import { faulty } from '../../docs/examples/reference-model/faulty.js'
import { mended } from '../../docs/examples/reference-model/mended.js'
import { checkConformance, checkHistory, type History } from '../../src/testing/index.js'

/** What the guide shows. */
const aBlockSentTwice: History = {
  calls: [
    { call: 'create', request: { totalBlockCount: 1 } },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
  ],
}

it('the example of the guide has a fault that is found', async () => {
  const { verdict, counterexample } = await checkConformance(faulty)
  expect(verdict).toBe('faulty')
  expect(counterexample?.history).toEqual(aBlockSentTwice)
  expect(await checkHistory(faulty(), aBlockSentTwice)).not.toBeNull()
})

it('the example of the guide conforms once it is mended', async () => {
  const { verdict, coverage } = await checkConformance(mended)
  expect(verdict).toBe('conforms')
  expect(coverage.missed).toEqual([])
  expect(await checkHistory(mended(), aBlockSentTwice)).toBeNull()
})
