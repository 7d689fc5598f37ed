// What the headers of Azure's blob storage say of a session's upload.
import * as O from 'fp-ts/lib/Option.js'
import { dateOf } from '../../../codec/index.js'
import type { StoredSession } from '../../../service/index.js'
import { entityTagOf } from '../../odata/entityTag.js'

/** The entity tag, and when the session last changed, as HTTP writes it. */
export const blobHeaders = ({ session, revision }: StoredSession): Readonly<Record<string, string>> => {
  const { lastUpdatedDateTime: at } = session
  const date = at === null || at === undefined ? O.none : dateOf(at)
  return {
    etag: entityTagOf(revision),
    ...(O.isSome(date) ? { 'last-modified': date.value.toUTCString() } : {}),
  }
}
