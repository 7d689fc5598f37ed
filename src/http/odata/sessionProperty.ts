// The session's own properties as query options see them: which can be compared, and as what.
import type { ExactMatchSession } from '../../model/index.js'

/** A property's values: of a kind that can be compared, of several parts, or secret. */
export type PropertyKind = 'text' | 'number' | 'time' | 'composite' | 'secret'

/** A property of a session by the name it has inside. */
export type SessionProperty = Exclude<keyof ExactMatchSession, '@odata.type' | 'uploadAgent'>

/** What the values of each property are. A filter stands in URLs, and so in logs: secrets can't be filtered on. */
export const propertyKinds = {
  id: 'text',
  creationDateTime: 'time',
  startDateTime: 'time',
  lastUpdatedDateTime: 'time',
  completionDateTime: 'time',
  error: 'composite',
  datastoreId: 'text',
  uploadAgentId: 'text',
  fields: 'composite',
  fileName: 'text',
  checksum: 'text',
  dataUploadURI: 'secret',
  remainingBlockCount: 'number',
  totalBlockCount: 'number',
  state: 'text',
  uploadCompletionDateTime: 'time',
  processingCompletionDateTime: 'time',
  rowsPerBlock: 'number',
  totalJobCount: 'number',
  remainingJobCount: 'number',
  salt: 'secret',
} as const satisfies { readonly [P in SessionProperty]: PropertyKind }

const isProperty = (name: string): name is SessionProperty => Object.hasOwn(propertyKinds, name)

/** The property of a name, in either spelling of the data store's id; undefined where a session has none such. */
export const propertyNamed = (name: string): SessionProperty | undefined => {
  if (name === 'dataStoreId') return 'datastoreId'
  return isProperty(name) ? name : undefined
}
