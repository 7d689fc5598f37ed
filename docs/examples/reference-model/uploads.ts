// Upload sessions written without this package: a map, a clock, a few ifs. The two versions beside this file differ in
// how they classify blocks, so that is a parameter.
import { type CreateSessionRequest, violationsOf } from 'exact-match-session'
import {
  type BlockUpload,
  done,
  type Outcome,
  refused,
  type SessionSystem,
} from 'exact-match-session/testing'

interface Upload {
  readonly request: CreateSessionRequest
  readonly times: { [name: string]: string }
  /** The content of the blocks that have arrived, by id. */
  readonly blocks: Map<string, string>
  state: string
  dataUploadURI: string
  remainingBlockCount: number
  totalJobCount: number | null
  remainingJobCount: number | null
  error: unknown
}

/** Whether a block is new, has arrived before, or has other content under the same id. */
export type Classify = (upload: Upload, block: BlockUpload) => 'new' | 'again' | 'other'

const open = ['Created', 'UploadInProgress', 'UploadCompleted', 'ProcessingInProgress']

const doneWith = (id: string, { request, times, blocks: _, ...upload }: Upload): Outcome =>
  done({ ...request, ...times, ...upload, id })

export const uploads = (classify: Classify): SessionSystem<Outcome> => {
  const all = new Map<string, Upload>()
  let last = 0

  const now = () => new Date().toISOString()
  const newUri = () => `https://uploads.example/${++last}`

  /** Changes an upload, or refuses with the reason that `apply` returns. */
  const change = (id: string, apply: (upload: Upload) => string | null): Outcome => {
    const upload = all.get(id)
    if (upload === undefined) return refused('there is no such session')
    const before = JSON.stringify(upload)
    const reason = apply(upload)
    if (typeof reason === 'string') return refused(reason)
    if (JSON.stringify(upload) !== before) upload.times['lastUpdatedDateTime'] = now()
    return doneWith(id, upload)
  }

  const end = (upload: Upload, state: string): void => {
    upload.state = state
    upload.times['completionDateTime'] = now()
  }

  /** Enters the next state if nothing remains. */
  const proceed = (upload: Upload): null => {
    if (upload.state === 'UploadInProgress' && upload.remainingBlockCount === 0) {
      upload.state = 'UploadCompleted'
      upload.times['uploadCompletionDateTime'] = now()
    }
    if (upload.state === 'ProcessingInProgress' && upload.remainingJobCount === 0) {
      upload.times['processingCompletionDateTime'] = now()
      end(upload, 'Completed')
    }
    return null
  }

  const start = (upload: Upload): string | null => {
    if (upload.state === 'Failed' || upload.state === 'Cancelled') return 'it has ended'
    if (upload.state !== 'Created') return null
    upload.state = 'UploadInProgress'
    upload.times['startDateTime'] = now()
    return proceed(upload)
  }

  return {
    create: ({ request }) => {
      const [violation] = violationsOf({ ...request, state: 'Created' })
      if (violation !== undefined) return refused(violation.message)
      const [id, at] = [`upload-${++last}`, now()]
      const upload: Upload = {
        request,
        times: { creationDateTime: at, lastUpdatedDateTime: at },
        blocks: new Map(),
        state: 'Created',
        dataUploadURI: newUri(),
        remainingBlockCount: request.totalBlockCount,
        totalJobCount: request.totalJobCount ?? null,
        remainingJobCount: request.totalJobCount ?? null,
        error: null,
      }
      all.set(id, upload)
      return doneWith(id, upload)
    },
    start: ({ id }) => change(id, start),
    uploadBlock: (block) =>
      change(block.id, (upload) => {
        if (block.dataUploadURI !== upload.dataUploadURI) return 'this is not the upload URI'
        const kind = classify(upload, block)
        if (kind === 'other') return 'another block has this id'
        if (kind === 'again') return null
        const isFirst = upload.state === 'Created' && upload.remainingBlockCount > 0
        if (!isFirst && upload.state !== 'UploadInProgress') return 'no block is missing'
        start(upload)
        upload.blocks.set(block.blockId, block.content)
        upload.remainingBlockCount -= 1
        return proceed(upload)
      }),
    commit: ({ id, totalJobCount }) =>
      change(id, (upload) => {
        const { state } = upload
        const jobs = totalJobCount ?? upload.totalJobCount ?? upload.request.totalBlockCount
        if (state === 'ProcessingInProgress' || state === 'Completed') {
          return jobs === upload.totalJobCount ? null : 'it was committed with another number of jobs'
        }
        if (state !== 'UploadCompleted') return 'blocks are missing'
        if (jobs < 0) return 'the number of jobs is negative'
        upload.state = 'ProcessingInProgress'
        upload.totalJobCount = jobs
        upload.remainingJobCount = jobs
        return proceed(upload)
      }),
    completeJobs: ({ id, count }) =>
      change(id, (upload) => {
        const left = upload.remainingJobCount ?? 0
        if (upload.state !== 'ProcessingInProgress') return 'it is not being processed'
        if (count < 1 || count > left) return 'fewer jobs remain'
        upload.remainingJobCount = left - count
        return proceed(upload)
      }),
    renew: ({ id }) =>
      change(id, (upload) => {
        if (!open.slice(0, 3).includes(upload.state)) return 'the upload is complete'
        upload.dataUploadURI = newUri()
        return null
      }),
    cancel: ({ id }) =>
      change(id, (upload) => {
        if (upload.state === 'Cancelled') return null
        if (!open.includes(upload.state)) return 'it has ended'
        end(upload, 'Cancelled')
        return null
      }),
    fail: ({ id, error }) =>
      change(id, (upload) => {
        if (upload.state === 'Failed') return null
        if (!open.includes(upload.state)) return 'it has ended'
        if (!error.code && !error.message) return 'the error has no details'
        upload.error = error
        end(upload, 'Failed')
        return null
      }),
    get: ({ id }) => change(id, () => null),
  }
}
