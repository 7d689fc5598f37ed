// The input and the output of a process of the reliability tests.
import type { ExactMatchSession } from '../../../src/model/index.js'
import type { ChangeNotification, SessionKey } from '../../../src/service/index.js'

export interface Task {
  /** The database in a server; a database in the folder, unless set. */
  readonly url?: string
  readonly folder?: string
  /** Where the bytes of blocks are kept. */
  readonly blocks: string
  /** The number of blocks of each session. */
  readonly total: number
  /** Whether changes are written into the outbox and told by this process. */
  readonly tells?: boolean
  /** The sessions to print first. */
  readonly look?: ReadonlyArray<SessionKey>
  /** The blocks to send of one session; uploads one session after the other without end, unless set. */
  readonly send?: { readonly key: SessionKey; readonly ids: ReadonlyArray<string> }
}

export type Line =
  | { readonly type: 'ready' }
  | { readonly type: 'told'; readonly notification: ChangeNotification }
  | { readonly type: 'created' | 'committed' | 'completed'; readonly key: SessionKey }
  | { readonly type: 'blocks'; readonly key: SessionKey; readonly ids: ReadonlyArray<string> }
  | {
      readonly type: 'found'
      readonly key: SessionKey
      readonly session: ExactMatchSession | null
      readonly ids: ReadonlyArray<string>
    }

export const blockIds = (total: number): ReadonlyArray<string> =>
  Array.from({ length: total }, (_, index) => `block-${index}`)
