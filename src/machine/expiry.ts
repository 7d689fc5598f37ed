// When an upload URI stops working: its `se`, the expiry of an Azure shared access signature.
import { DateTimeOffset } from '../codec/index.js'
import type { UploadTarget } from './record.js'

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The `se` of a URI as a timestamp; null where it has none or an invalid one. Azure accepts a date without a time too. */
const expiryOf = (uri: string): DateTimeOffset | null => {
  const text = decoded(/[?&]se=([^&#]*)/.exec(uri)?.[1] ?? '')
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00Z` : text
  return DateTimeOffset.is(time) ? time : null
}

/** A URI as the target of an upload, its expiry read once so that no block has to. */
export const uploadTargetOf = (dataUploadURI: string | null): UploadTarget => ({
  dataUploadURI,
  expiry: dataUploadURI === null ? null : expiryOf(dataUploadURI),
})
