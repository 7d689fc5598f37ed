// When an upload URI stops working: its `se`, the expiry of an Azure shared access signature.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { DateTimeOffset } from '../codec/index.js'
import type { UploadTarget } from './record.js'

const dateAlone = /^\d{4}-\d\d-\d\d$/

/** The `se` of a URI as a timestamp; null where there is none that can be read. Azure takes a date alone, too. */
const expiryOf = (uri: string): DateTimeOffset | null => {
  const parameter = /[?&]se=([^&#]*)/.exec(uri)?.[1]
  if (parameter === undefined) return null
  return pipe(
    E.tryCatch(() => decodeURIComponent(parameter), E.toError),
    E.map((text) => (dateAlone.test(text) ? `${text}T00:00Z` : text)),
    E.filterOrElse(DateTimeOffset.is, () => new Error('not a timestamp')),
    E.getOrElse((): DateTimeOffset | null => null),
  )
}

/** A URI as the target of an upload, its expiry read once so that no block has to. */
export const uploadTargetOf = (dataUploadURI: string | null): UploadTarget => ({
  dataUploadURI,
  expiry: dataUploadURI === null ? null : expiryOf(dataUploadURI),
})
