// What happens in a simulation, in words.
import type { Moment, MomentType } from '../../simulate/index.js'

/** For one of them, and for several in a row. */
interface Words {
  readonly one: string
  readonly many: (count: number) => string
}

const always = (words: string): Words => ({ one: words, many: (count) => `${words} (${count} times)` })

const words: Readonly<Record<MomentType, Words>> = {
  start: always('the upload begins'),
  'block.uploaded': { one: 'a block arrives', many: (count) => `${count} blocks arrive` },
  commit: always('the client commits'),
  'job.completed': { one: 'a job is done', many: (count) => `${count} jobs are done` },
  renew: always('the session is renewed'),
  fail: always('the session fails'),
  cancel: always('the session is cancelled'),
  'block.repeated': { one: 'a block arrives again', many: (count) => `${count} blocks arrive again` },
  'answer.missed': always('the client waits in vain and asks again'),
  'client.learned': always('the client learns how the session stands'),
  'job.failed': { one: 'an attempt at a job fails', many: (count) => `${count} attempts at jobs fail` },
  'network.stalled': always('nothing gets through any more'),
  'network.resumed': always('everything gets through again'),
}

/** What happened, so many times in a row. */
export const whatHappened = ({ event, cause }: Moment, count: number): string => {
  if (event.type === 'renew' && cause === 'expiredUri') return 'the upload URI ends'
  if (event.type === 'renew' && cause === 'intervention') return 'the upload URI is replaced'
  const { one, many } = words[event.type]
  return count === 1 ? one : many(count)
}

const causes: Readonly<Record<NonNullable<Moment['cause']>, string>> = {
  lostAcknowledgement: 'its acknowledgement is lost',
  duplicate: 'the network brought it twice',
  reordered: 'it was held up on its way',
  stalled: 'a standstill of the network',
  slow: 'it was slow on its way',
  expiredUri: 'an expired upload URI',
  cancelled: 'the uploader gives up',
  failedJob: 'a failed job, tried again',
  fatal: 'a fatal error',
  intervention: 'an intervention',
}

/** Why it happened so, where it isn't the ordinary course. */
export const whyIt = ({ cause }: Moment): string => (cause === null ? '' : causes[cause])
