// Refuses by name the headers of Azure's blob storage that would mean something there and mean nothing here.
import { problem } from '../problem.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

/** What each header is about. https://learn.microsoft.com/rest/api/storageservices/put-block */
const unsupported: ReadonlyArray<readonly [pattern: RegExp, subject: string]> = [
  [/^content-encoding$/, 'an encoded body'],
  [/^(?:x-ms-)?range$/, 'a part of the content'],
  [/^x-ms-lease-/, 'leases'],
  [/^x-ms-encryption-/, 'keys of the client'],
  [/^x-ms-(?:copy-source|source-)/, 'a source at another URL'],
  [/^x-ms-blob-content-|^x-ms-blob-cache-control$/, 'properties of the blob'],
  [/^x-ms-meta-/, 'metadata of the blob'],
  [/^x-ms-(?:tags|if-tags)$/, 'tags'],
  [/^x-ms-access-tier$/, 'access tiers'],
  [/^x-ms-(?:immutability-policy-|legal-hold$)/, 'immutability'],
  [/^if-(?:match|none-match|modified-since|unmodified-since)$/, 'conditions'],
]

/** Matches the headers that one of the patterns matches: nearly every header is none, which one test shows. */
const anyUnsupported = new RegExp(unsupported.map(([{ source }]) => source).join('|'))

const subjectOf = (header: string): string | null =>
  unsupported.find(([pattern]) => pattern.test(header))?.[1] ?? null

export const supportedHeaders: ApiMiddleware = async (context, next) => {
  for (const [header, value] of context.req.raw.headers) {
    if (!anyUnsupported.test(header)) continue
    const subject = subjectOf(header)
    if (subject !== null && value !== 'identity') {
      const message = `${header} is not supported: the upload endpoint has no ${subject}`
      return refuse(context, problem(400, message, { blobCode: 'UnsupportedHeader', target: header }))
    }
  }
  return next()
}
