// What each event changes, and that it changes nothing else.
import { describe, expect, it } from 'vitest'
import {
  type SessionContext,
  type SessionEvent,
  type SessionRecord,
  toResource,
} from '../../src/machine/index.js'
import { stepThrough } from './records.js'
import { at, created, eventOf, inState } from './sample.js'

/** The properties of the resource that an event has changed. */
const changes = (record: SessionRecord, event: SessionEvent): object => {
  const before = new Map<string, unknown>(Object.entries(toResource(record)))
  return Object.fromEntries(
    Object.entries(toResource(stepThrough(record, event))).filter(
      ([name, value]) => value !== before.get(name),
    ),
  )
}

describe('an event changes', () => {
  it.each<[string, SessionRecord, SessionEvent, object]>([
    [
      'start: the state and its time',
      inState.created,
      eventOf.start,
      { state: 'UploadInProgress', startDateTime: at(10) },
    ],
    [
      'start without blocks: the upload is complete at once',
      created({ totalBlockCount: 0 }),
      eventOf.start,
      { state: 'UploadCompleted', startDateTime: at(10), uploadCompletionDateTime: at(10) },
    ],
    ['a block: what remains', inState.uploading, eventOf['block.uploaded'], { remainingBlockCount: 2 }],
    [
      'the last block: the time of the upload',
      inState.uploading,
      { ...eventOf['block.uploaded'], count: 3 },
      { state: 'UploadCompleted', remainingBlockCount: 0, uploadCompletionDateTime: at(10) },
    ],
    [
      'commit: as many jobs as blocks, if nothing else is known',
      inState.uploaded,
      eventOf.commit,
      { state: 'ProcessingInProgress', totalJobCount: 15, remainingJobCount: 15 },
    ],
    [
      'commit: the number of jobs it brings',
      inState.uploaded,
      { ...eventOf.commit, totalJobCount: 2 },
      { state: 'ProcessingInProgress', totalJobCount: 2, remainingJobCount: 2 },
    ],
    [
      'commit without jobs: processing is complete at once',
      inState.uploaded,
      { ...eventOf.commit, totalJobCount: 0 },
      {
        state: 'Completed',
        totalJobCount: 0,
        remainingJobCount: 0,
        processingCompletionDateTime: at(10),
        completionDateTime: at(10),
      },
    ],
    [
      'a job: what remains',
      stepThrough(inState.uploaded, eventOf.commit),
      { ...eventOf['job.completed'], at: at(11), count: 2 },
      { remainingJobCount: 13, lastUpdatedDateTime: at(11) },
    ],
    [
      'the last job: the times of the end',
      inState.processing,
      eventOf['job.completed'],
      {
        state: 'Completed',
        remainingJobCount: 0,
        processingCompletionDateTime: at(10),
        completionDateTime: at(10),
      },
    ],
    ['renew: the URI', inState.uploading, eventOf.renew, { dataUploadURI: eventOf.renew.dataUploadURI }],
    [
      'fail: the error and the time of the end',
      inState.processing,
      eventOf.fail,
      { state: 'Failed', error: eventOf.fail.error, completionDateTime: at(10) },
    ],
    [
      'cancel: the time of the end',
      inState.uploading,
      eventOf.cancel,
      { state: 'Cancelled', completionDateTime: at(10) },
    ],
  ])('%s', (_, record, event, expected) => {
    expect(changes(record, event)).toEqual({ lastUpdatedDateTime: at(10), ...expected })
  })

  it('no part of the context that it has nothing to do with: it is the very same one', () => {
    const same = (record: SessionRecord, event: SessionEvent, parts: ReadonlyArray<keyof SessionContext>) => {
      const next = stepThrough(record, event)
      for (const part of parts) expect(next.context[part]).toBe(record.context[part])
    }
    same(inState.uploading, eventOf['block.uploaded'], ['metadata', 'upload', 'timeline', 'jobs', 'error'])
    same(stepThrough(inState.uploaded, eventOf.commit), eventOf['job.completed'], [
      'metadata',
      'upload',
      'blocks',
      'timeline',
    ])
    same(inState.uploading, eventOf.renew, ['metadata', 'blocks', 'jobs', 'timeline', 'error'])
    same(inState.uploading, eventOf.cancel, ['metadata', 'upload', 'blocks', 'jobs', 'error'])
  })
})

describe('the number of jobs', () => {
  const known = stepThrough(
    created({ totalJobCount: 7 }),
    { type: 'start', at: at(1) },
    { type: 'block.uploaded', at: at(2), count: 15 },
  )

  it('that the session knows stands, if the commit brings none', () => {
    expect(toResource(stepThrough(known, eventOf.commit))).toMatchObject({
      totalJobCount: 7,
      remainingJobCount: 7,
    })
  })

  it('that the commit brings goes before the one that was known', () => {
    expect(toResource(stepThrough(known, { ...eventOf.commit, totalJobCount: 9 }))).toMatchObject({
      totalJobCount: 9,
      remainingJobCount: 9,
    })
  })

  it('may be known to be none: the commit completes the session', () => {
    const none = stepThrough(
      created({ totalJobCount: 0 }),
      { type: 'start', at: at(1) },
      { type: 'block.uploaded', at: at(2), count: 15 },
      eventOf.commit,
    )
    expect(none.value).toBe('completed')
  })
})
