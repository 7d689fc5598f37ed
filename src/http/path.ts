// The documented paths, once: as patterns to be matched, and as addresses to be told.
import type { SessionKey } from '../service/index.js'

/** What may stand before every path: nothing, or Graph's name of a version. */
export const prefixes = ['', '/beta', '/v1.0'] as const

const root = '/dataClassification'

const dataStores = `${root}/exactMatchDataStores`
const dataStore = (id: string): string => `${dataStores}/${id}`
const sessions = (datastoreId: string): string => `${dataStore(datastoreId)}/sessions`
const session = (datastoreId: string, id: string): string => `${sessions(datastoreId)}/${id}`
const uploadAgents = `${root}/exactMatchUploadAgents`
const uploadAgent = (id: string): string => `${uploadAgents}/${id}`

/** The paths as hono matches them. */
export const paths = {
  dataStores,
  dataStore: dataStore(':datastoreId'),
  sessions: sessions(':datastoreId'),
  session: session(':datastoreId', ':id'),
  uploadAgents,
  uploadAgent: uploadAgent(':id'),
  upload: '/uploads/:datastoreId/:id',
} as const

/** A text as one segment of a path. Half a character, which no URL can spell, is replaced. */
export const segment = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))

/** The address of a session. */
export const sessionUrl = (base: string, { datastoreId, id }: SessionKey): string =>
  base + session(segment(datastoreId), segment(id))

/** The address of a data store. */
export const dataStoreUrl = (base: string, id: string): string => base + dataStore(segment(id))

/** The address of an upload agent. */
export const uploadAgentUrl = (base: string, id: string): string => base + uploadAgent(segment(id))

/** Whether an id can stand in a path, where a URL takes these two for steps. */
export const isAddressable = (id: string): boolean => id !== '.' && id !== '..'
