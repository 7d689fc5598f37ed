// What a process of the reliability tests is told, and what it says.
import type { ExactMatchSession } from '../../../src/model/index.js'
import type { SessionKey } from '../../../src/service/index.js'

export interface Task {
  /** The server's database; without it, one in the folder. */
  readonly url?: string
  readonly folder?: string
  /** The blocks of every session. */
  readonly total: number
  /** Sessions to look at before anything else. */
  readonly look?: ReadonlyArray<SessionKey>
  /** The blocks to send, of one session; without it, the process uploads one session after the other for ever. */
  readonly send?: { readonly key: SessionKey; readonly ids: ReadonlyArray<string> }
}

export type Line =
  | { readonly type: 'ready' }
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
