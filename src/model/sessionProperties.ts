// Every property of a session, one row each. Codecs, invariants, filters, secrets, updates and arbitraries read it.
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../codec/index.js'
import type { SessionStateName } from './sessionState.js'
import { ClassificationError } from './types/classificationError.js'
import { ExactMatchUploadAgent } from './types/exactMatchUploadAgent.js'

/** The types of the hierarchy, from the root down, that declare properties of a session. */
export type DeclaringType = 'entity' | 'exactMatchJobBase' | 'exactMatchSessionBase' | 'exactMatchSession'

/** What one value must satisfy beyond its codec, in the keywords of JSON Schema. */
export interface Constraint {
  readonly minimum?: number
  readonly pattern?: RegExp
  readonly uniqueItems?: true
  readonly items?: { readonly minLength: number }
}

/** Everything there is to say about one property. */
export interface SessionProperty {
  readonly declaredBy: DeclaringType
  readonly codec: t.Mixed
  /** Metadata no event changes, what is managed the machine keeps, and what is navigation the service expands. */
  readonly role: 'metadata' | 'managed' | 'navigation'
  /** Masked in messages and logs, and not available to filters. */
  readonly secret?: true
  /** The invariant of one value. */
  readonly constraint?: Constraint
  /** The largest length in characters: of a text, of the items of an array together, of an object as JSON. */
  readonly maxLength?: number
  /** Its position among the timestamps, which never decrease in this order. */
  readonly order?: number
  /** The states in which it may be present; all of them where this is left out. */
  readonly presentIn?: ReadonlyArray<SessionStateName>
  /** Whether it keeps its value once it is present. */
  readonly writeOnce?: true
  /** Why an update may not change it, as the end of a sentence; left out where an update may. */
  readonly immutable?: string
  /** What is published about it, and what this model assumes. */
  readonly source: string
}

const property = <const P extends SessionProperty>(row: P): P => row

const final = ['completed', 'failed', 'cancelled'] as const
const uploaded = ['uploaded', 'processing', ...final] as const
const started = ['uploading', ...uploaded] as const

/**
 * Every property by its name, in the order of the hierarchy.
 *
 * @example
 * import { sessionProperties } from 'exact-match-session/model'
 *
 * sessionProperties.rowsPerBlock.declaredBy // 'exactMatchSession'
 * sessionProperties.rowsPerBlock.constraint // { minimum: 1 }
 */
// biome-ignore format: a table, one row per property
export const sessionProperties = {
  /** Identifies the session within its data store. Never null. */
  id: property({ declaredBy: 'entity', codec: t.string, role: 'metadata', maxLength: 256, immutable: 'identifies the session', source: 'published; a GUID in the example' }),
  /** When the session was created. */
  creationDateTime: property({ declaredBy: 'exactMatchJobBase', codec: DateTimeOffset, role: 'managed', order: 1, writeOnce: true, immutable: 'is set when the session is created', source: 'published' }),
  /** When the upload started. */
  startDateTime: property({ declaredBy: 'exactMatchJobBase', codec: DateTimeOffset, role: 'managed', order: 2, writeOnce: true, presentIn: started, immutable: 'is set when the upload starts', source: 'published' }),
  /** When the session last changed. */
  lastUpdatedDateTime: property({ declaredBy: 'exactMatchJobBase', codec: DateTimeOffset, role: 'managed', order: 6, immutable: 'is set with every change', source: 'published' }),
  /** When the session ended, however it ended. */
  completionDateTime: property({ declaredBy: 'exactMatchJobBase', codec: DateTimeOffset, role: 'managed', order: 5, writeOnce: true, presentIn: final, immutable: 'is set when the session ends', source: 'published' }),
  /** Why the session failed. */
  error: property({ declaredBy: 'exactMatchJobBase', codec: ClassificationError, role: 'managed', maxLength: 4096, immutable: 'is set when the session fails', source: 'published' }),
  /** The data store that receives the table. */
  datastoreId: property({ declaredBy: 'exactMatchSessionBase', codec: t.string, role: 'metadata', maxLength: 256, immutable: 'names the data store of the session', source: 'published as `datastoreId` on `exactMatchSession`, in newer metadata as `dataStoreId` on `exactMatchSessionBase`' }),
  /** The name of the session's state. */
  state: property({ declaredBy: 'exactMatchSessionBase', codec: t.string, role: 'managed', immutable: 'changes by start, commit, cancel and what follows from them', source: 'published, an open string' }),
  /** How many blocks the table has. */
  totalBlockCount: property({ declaredBy: 'exactMatchSessionBase', codec: Int32, role: 'managed', constraint: { minimum: 0 }, immutable: 'is set when the session is created', source: 'published; what a block is, assumed' }),
  /** How many blocks have not arrived yet. */
  remainingBlockCount: property({ declaredBy: 'exactMatchSessionBase', codec: Int32, role: 'managed', constraint: { minimum: 0 }, immutable: 'decreases as blocks arrive', source: 'published; what a block is, assumed' }),
  /** How many jobs process the table. */
  totalJobCount: property({ declaredBy: 'exactMatchSessionBase', codec: Int32, role: 'managed', constraint: { minimum: 0 }, source: 'published; what a job is, assumed' }),
  /** How many jobs are not done yet. */
  remainingJobCount: property({ declaredBy: 'exactMatchSessionBase', codec: Int32, role: 'managed', constraint: { minimum: 0 }, immutable: 'decreases as jobs complete', source: 'published; what a job is, assumed' }),
  /** When the last block arrived. */
  uploadCompletionDateTime: property({ declaredBy: 'exactMatchSessionBase', codec: DateTimeOffset, role: 'managed', order: 3, writeOnce: true, presentIn: uploaded, immutable: 'is set with the last block', source: 'published; when it is set, assumed' }),
  /** When the last job was done. */
  processingCompletionDateTime: property({ declaredBy: 'exactMatchSessionBase', codec: DateTimeOffset, role: 'managed', order: 4, writeOnce: true, presentIn: ['completed'], immutable: 'is set with the last job', source: 'published; when it is set, assumed' }),
  /** The agent that uploads the table. */
  uploadAgentId: property({ declaredBy: 'exactMatchSession', codec: t.string, role: 'metadata', maxLength: 128, source: 'published' }),
  /** The column names of the table. */
  fields: property({ declaredBy: 'exactMatchSession', codec: t.array(t.string), role: 'metadata', constraint: { uniqueItems: true, items: { minLength: 1 } }, maxLength: 32_768, source: 'published' }),
  /** The name of the uploaded file. */
  fileName: property({ declaredBy: 'exactMatchSession', codec: t.string, role: 'metadata', maxLength: 1024, source: 'published' }),
  /** SHA-256 of the file, in lower-case hexadecimal. */
  checksum: property({ declaredBy: 'exactMatchSession', codec: t.string, role: 'metadata', maxLength: 256, source: 'published; its format, assumed: SHA-256 of the file, in lower-case hexadecimal' }),
  /** Where blocks are sent; its signature is a credential. */
  dataUploadURI: property({ declaredBy: 'exactMatchSession', codec: t.string, role: 'managed', secret: true, maxLength: 8192, immutable: 'changes when the session is renewed', source: 'published; how it expires, assumed: `se=`, as in an Azure shared access signature' }),
  /** How many rows of the table a block has at most. */
  rowsPerBlock: property({ declaredBy: 'exactMatchSession', codec: Int32, role: 'metadata', constraint: { minimum: 1 }, source: 'published; what it counts, assumed' }),
  /** Makes the hashes of this table unlike those of any other; 64 characters of a–z and 0–9. */
  salt: property({ declaredBy: 'exactMatchSession', codec: t.string, role: 'metadata', secret: true, constraint: { pattern: /^[a-z0-9]{64}$/ }, source: 'published, with its format' }),
  /** The upload agent itself, where the service expands it. */
  uploadAgent: property({ declaredBy: 'exactMatchSession', codec: ExactMatchUploadAgent, role: 'navigation', maxLength: 4096, source: 'published, in newer metadata' }),
} as const

type Properties = typeof sessionProperties

/** The name of a property of a session. */
export type PropertyName = keyof Properties

type NameWhere<R extends SessionProperty['role']> = {
  [P in PropertyName]: Properties[P]['role'] extends R ? P : never
}[PropertyName]

/** The properties that the machine keeps in parts of its record, which events read and change. */
export type ManagedName = NameWhere<'managed'>

/** The properties that the client writes and no event changes. */
export type MetadataName = NameWhere<'metadata'>

/** The codecs of the properties of one declaring type. Iterates over the table itself, which keeps its comments. */
export type DeclaredBy<D extends DeclaringType> = {
  -readonly [P in keyof Properties as Properties[P]['declaredBy'] extends D ? P : never]: t.UnionC<
    [Properties[P]['codec'], t.NullC]
  >
}

// Object.keys is typed for objects that may hold more; sessionProperties is a constant that doesn't.
/**
 * The names of the properties, in the order of the table.
 *
 * @example
 * import { propertyNames } from 'exact-match-session/model'
 *
 * propertyNames.at(0) // 'id'
 */
export const propertyNames = Object.keys(sessionProperties) as ReadonlyArray<PropertyName>

/**
 * The row of one property, with every optional column.
 *
 * @example
 * import { propertyOf } from 'exact-match-session/model'
 *
 * propertyOf('salt').secret // true
 */
export const propertyOf = (name: PropertyName): SessionProperty => sessionProperties[name]

/**
 * The names of the properties whose rows satisfy a condition.
 *
 * @example
 * import { propertiesWhere } from 'exact-match-session/model'
 *
 * propertiesWhere(({ secret }) => secret === true) // ['dataUploadURI', 'salt']
 */
export const propertiesWhere = (condition: (row: SessionProperty) => boolean): ReadonlyArray<PropertyName> =>
  propertyNames.filter((name) => condition(propertyOf(name)))
