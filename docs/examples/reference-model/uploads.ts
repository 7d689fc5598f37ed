// Upload sessions as somebody might write them without this package: a map, a clock, and a few ifs. How blocks are
// counted comes in from outside, because that is where the two versions beside this file differ.
import { type CreateSessionRequest, violationsOf } from 'exact-match-session'
import { type Answer, type BlockUpload, done, refused, type SessionSystem } from 'exact-match-session/testing'

interface Upload {
  readonly request: CreateSessionRequest
  readonly times: { [name: string]: string }
  /** The ids of the blocks that are here, and what is in each. */
  readonly blocks: Map<string, string>
  state: string
  dataUploadURI: string
  remainingBlockCount: number
  totalJobCount: number | null
  remainingJobCount: number | null
  error: unknown
}

/** Says whether a block is to be counted, is here already, or is another one under the same id. */
export type Recognise = (upload: Upload, block: BlockUpload) => 'new' | 'again' | 'other'

const open = ['Created', 'UploadInProgress', 'UploadCompleted', 'ProcessingInProgress']

const told = (id: string, { request, times, blocks: _, ...upload }: Upload): Answer =>
  done({ ...request, ...times, ...upload, id })

export const uploads = (recognise: Recognise): SessionSystem<Answer> => {
  const all = new Map<string, Upload>()
  let last = 0

  const now = () => new Date().toISOString()
  const freshUri = () => `https://uploads.example/${++last}`

  /** Changes an upload, unless there is a reason why not. */
  const change = (id: string, to: (upload: Upload) => string | null): Answer => {
    const upload = all.get(id)
    if (upload === undefined) return refused('there is no such session')
    const before = JSON.stringify(upload)
    const reason = to(upload)
    if (typeof reason === 'string') return refused(reason)
    if (JSON.stringify(upload) !== before) upload.times['lastUpdatedDateTime'] = now()
    return told(id, upload)
  }

  const end = (upload: Upload, state: string): void => {
    upload.state = state
    upload.times['completionDateTime'] = now()
  }

  /** Where nothing remains, the next state begins. */
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
      const [fault] = violationsOf({ ...request, state: 'Created' })
      if (fault !== undefined) return refused(fault.message)
      const [id, at] = [`upload-${++last}`, now()]
      const upload: Upload = {
        request,
        times: { creationDateTime: at, lastUpdatedDateTime: at },
        blocks: new Map(),
        state: 'Created',
        dataUploadURI: freshUri(),
        remainingBlockCount: request.totalBlockCount,
        totalJobCount: request.totalJobCount ?? null,
        remainingJobCount: request.totalJobCount ?? null,
        error: null,
      }
      all.set(id, upload)
      return told(id, upload)
    },
    start: ({ id }) => change(id, start),
    uploadBlock: (block) =>
      change(block.id, (upload) => {
        if (block.dataUploadURI !== upload.dataUploadURI) return 'this is not where blocks go'
        const recognised = recognise(upload, block)
        if (recognised === 'other') return 'another block has this id'
        if (recognised === 'again') return null
        const beginning = upload.state === 'Created' && upload.remainingBlockCount > 0
        if (!beginning && upload.state !== 'UploadInProgress') return 'no block is missing'
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
          return jobs === upload.totalJobCount ? null : 'it was committed otherwise'
        }
        if (state !== 'UploadCompleted') return 'blocks are missing'
        if (jobs < 0) return 'there is no such number of jobs'
        upload.state = 'ProcessingInProgress'
        upload.totalJobCount = jobs
        upload.remainingJobCount = jobs
        return proceed(upload)
      }),
    completeJobs: ({ id, count }) =>
      change(id, (upload) => {
        const left = upload.remainingJobCount ?? 0
        if (upload.state !== 'ProcessingInProgress') return 'there are no jobs now'
        if (count < 1 || count > left) return 'there are not so many jobs'
        upload.remainingJobCount = left - count
        return proceed(upload)
      }),
    renew: ({ id }) =>
      change(id, (upload) => {
        if (!open.slice(0, 3).includes(upload.state)) return 'no blocks are taken any more'
        upload.dataUploadURI = freshUri()
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
        if (!error.code && !error.message) return 'the error says nothing'
        upload.error = error
        end(upload, 'Failed')
        return null
      }),
    get: ({ id }) => change(id, () => null),
  }
}
