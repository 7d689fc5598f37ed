// A rejection as one sentence.
import type { SessionEventType } from './event.js'
import type { Rejection } from './rejection.js'

const acts: Readonly<Record<SessionEventType, string>> = {
  start: 'start',
  'block.uploaded': 'take blocks',
  commit: 'commit',
  'job.completed': 'complete jobs',
  renew: 'renew',
  fail: 'fail',
  cancel: 'cancel',
}

const things: Readonly<Partial<Record<SessionEventType, string>>> = {
  'block.uploaded': 'blocks',
  'job.completed': 'jobs',
  commit: 'jobs in total',
}

const sentences: {
  readonly [C in Rejection['code']]: (rejection: Extract<Rejection, { code: C }>) => string
} = {
  countOutOfRange: ({ event, count, least, most }) =>
    `${count} is no number of ${things[event]} it can take; from ${least} to ${most}`,
  uploadUriExpired: ({ expiry, at }) =>
    `the upload URI expired at ${expiry} and it is ${at}; renew the session first`,
  errorSaysNothing: () => 'the error has neither a code nor a message',
  notStarted: () => 'the upload has not started',
  blocksRemain: ({ blocks }) => `${blocks.remaining} of ${blocks.total} blocks remain`,
  noBlocksRemain: ({ blocks }) => `all ${blocks.total} blocks have been uploaded`,
  alreadyCommitted: ({ jobs }) =>
    jobs === null
      ? 'it was committed already'
      : `it was committed already; ${jobs.remaining} of ${jobs.total} jobs remain`,
  finished: ({ state, completionDateTime }) =>
    `the session is ${state}${completionDateTime === null ? '' : ` since ${completionDateTime}`}`,
  notAllowed: ({ state }) => `the session is ${state}`,
}

/**
 * Why an event was refused, as a sentence with the figures.
 *
 * @example
 * import { explain } from 'exact-match-session/machine'
 *
 * explain({ reason: 'blocksRemain', event: 'commit', state: 'uploading', blocks: { total: 15, remaining: 3 } })
 * // 'cannot commit: 3 of 15 blocks remain'
 */
export const explain = (rejection: Rejection): string => {
  // The sentence is looked up by the rejection's own reason, which types cannot follow through the table.
  const sentence = sentences[rejection.code] as (rejection: Rejection) => string
  const { event } = rejection
  return `cannot ${Object.hasOwn(acts, event) ? acts[event] : event}: ${sentence(rejection)}`
}
