// The run that finds the fault. The shortest history that shows it goes into a test, and stays there when it is mended.
import { checkConformance, checkHistory, type History } from 'exact-match-session/testing'
import { faulty } from './faulty.js'
import { mended } from './mended.js'

/** What the report on the faulty one tells, pasted. */
export const aBlockSentTwice: History = {
  calls: [
    { call: 'create', request: { totalBlockCount: 1 } },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
    { call: 'uploadBlock', session: 0, block: 1, content: 'a' },
  ],
}

/** The report on the faulty one, then on the mended one, and what each does with the history. */
export const check = async () => ({
  before: await checkConformance(faulty),
  faultShown: (await checkHistory(faulty(), aBlockSentTwice)) !== null,
  after: await checkConformance(mended),
  faultGone: (await checkHistory(mended(), aBlockSentTwice)) === null,
})
