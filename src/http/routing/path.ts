// The documented paths, as patterns for the router and as URLs for responses.
import type { SessionKey } from '../../service/index.js'
import { queryParametersOf } from '../request/queryParameters.js'

/** The prefixes of every documented path: none, or a version of Graph. */
export const prefixes = ['', '/beta', '/v1.0'] as const

const root = '/dataClassification'

const dataStores = `${root}/exactMatchDataStores`
const dataStore = (id: string): string => `${dataStores}/${id}`
const sessions = (datastoreId: string): string => `${dataStore(datastoreId)}/sessions`
const session = (datastoreId: string, id: string): string => `${sessions(datastoreId)}/${id}`
const uploadAgents = `${root}/exactMatchUploadAgents`
const uploadAgent = (id: string): string => `${uploadAgents}/${id}`
const upload = (datastoreId: string, id: string): string => `/uploads/${datastoreId}/${id}`

/** The patterns of the paths. */
export const paths = {
  dataStores,
  dataStore: dataStore(':datastoreId'),
  sessions: sessions(':datastoreId'),
  session: session(':datastoreId', ':id'),
  uploadAgents,
  uploadAgent: uploadAgent(':id'),
  upload: upload(':datastoreId', ':id'),
} as const

const count = '/$count'

/** What an upload URI is asked for, by its parameter `comp`: Azure's names of the parts of a blob. */
export const uploadParts = ['blob', 'block', 'blocklist', 'other'] as const

export type UploadPart = (typeof uploadParts)[number]

const partOf = (request: Request | undefined): UploadPart => {
  const comp = request === undefined ? null : queryParametersOf(request).get('comp')
  if (comp === null) return 'blob'
  return comp === 'block' || comp === 'blocklist' ? comp : 'other'
}

/** The pattern of the requests for a part, as the router sees it. */
export const uploadPath = (part: UploadPart): string => `/#${part}${paths.upload}`

/**
 * A path as the router sees it: `/#count…/sessions` for `…/sessions/$count`. hono's fast router rejects a fixed segment
 * where other patterns have a parameter, and does not look at queries. No path contains `#`, so no other request gets there.
 */
export const routerPathOf = (path: string, request?: Request): string => {
  if (path.startsWith('/uploads/')) return `/#${partOf(request)}${path}`
  return path.endsWith(count) ? `/#count${path.slice(0, -count.length)}` : path
}

/** RFC 3986, 2.3: unreserved characters, which stand for themselves. */
const unreserved = /^[\w.~-]+$/

/** A text as one segment of a path. Lone surrogates, which a URL cannot contain, are replaced. */
const segment = (text: string): string =>
  unreserved.test(text) ? text : encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))

/** The URL of a session. */
export const sessionUrl = (base: string, { datastoreId, id }: SessionKey): string =>
  base + session(segment(datastoreId), segment(id))

/** The URL of a data store. */
export const dataStoreUrl = (base: string, id: string): string => base + dataStore(segment(id))

/** The URL of an upload agent. */
export const uploadAgentUrl = (base: string, id: string): string => base + uploadAgent(segment(id))

/** The URL where the blocks of a session are sent, without the parameters that permit it. */
export const uploadUrl = (base: string, { datastoreId, id }: SessionKey): string =>
  base + upload(segment(datastoreId), segment(id))

/** Whether a path can contain the id: `.` and `..` would be resolved as steps (RFC 3986, 5.2.4). */
export const isAddressable = (id: string): boolean => id !== '.' && id !== '..'
