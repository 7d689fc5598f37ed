// Uploads the blocks: gives each free slot the next one, and holds those that an expired upload URI refuses.
import type { Request } from '../network/message.js'
import { blockCursor } from './blockCursor.js'
import type { Slot } from './slot.js'

export interface Uploader {
  /** Uploads the next block in a slot, if that is free. */
  readonly upload: (slot: Slot) => void
  /** Uploads in every free slot. */
  readonly uploadAll: () => void
  /** How often the session was renewed. */
  readonly renewals: () => number
  /** A block was refused because the URI had expired: it waits for the renewal, or is sent again if there was one. */
  readonly onExpired: (request: Request) => void
  /** The renewal was answered; `isRenewed` is false where the session has ended. */
  readonly onRenewal: (isRenewed: boolean) => void
  /** Takes back the blocks that are on their way, to upload them again. */
  readonly takeBack: () => void
  /** Uploads every block again. */
  readonly startOver: () => void
}

/** What an uploader works with. */
export interface UploaderOptions {
  readonly slots: () => ReadonlyArray<Slot>
  readonly firstBlock: number
  readonly lastBlock: number
  readonly isSilent: () => boolean
  readonly requestRenewal: () => void
}

export const createUploader = (options: UploaderOptions): Uploader => {
  const { slots, firstBlock, lastBlock, isSilent, requestRenewal } = options
  const cursor = blockCursor(firstBlock, lastBlock)
  let renewals = 0
  let isRenewing = false

  const upload = (slot: Slot): void => {
    if (isRenewing || isSilent() || !slot.isFree()) return
    const block = cursor.next()
    if (block !== null) slot.send('block', block)
  }

  return {
    upload,
    uploadAll: () => slots().forEach(upload),
    renewals: () => renewals,
    onExpired: ({ slot, renewals: before }) => {
      if (before < renewals) {
        slot.retry()
        return
      }
      slot.hold()
      if (isRenewing) return
      isRenewing = true
      requestRenewal()
    },
    onRenewal: (isRenewed) => {
      isRenewing = false
      if (!isRenewed) return
      renewals += 1
      for (const slot of slots()) {
        if (slot.isHeld()) slot.retry()
        else upload(slot)
      }
    },
    takeBack: () => {
      isRenewing = false
      cursor.putBack(slots().flatMap((slot) => slot.request()?.number ?? []))
    },
    startOver: cursor.startOver,
  }
}
