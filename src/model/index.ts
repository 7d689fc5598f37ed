export { type ComputedName, computedProperties, withoutComputed } from './computed.js'
export {
  type HistoryInvariantName,
  type HistoryViolation,
  historyInvariants,
  historyViolationsOf,
} from './invariants/historyInvariants.js'
export { type InvariantName, invariants, type Violation, violationsOf } from './invariants/invariants.js'
export { isSecretPath, maskSecrets } from './secret.js'
export {
  type Constraint,
  type DeclaringType,
  type ManagedName,
  type MetadataName,
  type PropertyName,
  propertiesWhere,
  propertyNames,
  propertyOf,
  type SessionProperty,
  sessionProperties,
} from './sessionProperties.js'
export {
  type Remaining,
  type SessionState,
  type SessionStateName,
  type SessionStateWire,
  type Source,
  sessionStateNames,
  sessionStateOf,
  sessionStates,
} from './sessionState.js'
export {
  ClassifcationErrorBase,
  ClassificationError,
  ClassificationInnerError,
  hasDetails,
} from './types/classificationError.js'
export { Entity } from './types/entity.js'
export {
  ExactDataMatchStoreColumn,
  ExactMatchDataStore,
  ExactMatchDataStoreBase,
} from './types/exactMatchDataStore.js'
export { ExactMatchJob } from './types/exactMatchJob.js'
export { ExactMatchJobBase } from './types/exactMatchJobBase.js'
export { ExactMatchLookupJob, LookupResultRow } from './types/exactMatchLookupJob.js'
export { CreateSessionRequest, ExactMatchSession, ExactMatchSessionBase } from './types/exactMatchSession.js'
export { ExactMatchUploadAgent } from './types/exactMatchUploadAgent.js'
export { type NamingConvention, withNaming } from './types/naming.js'
export { RenewResponse } from './types/renewResponse.js'
export type { SessionResource } from './types/sessionResource.js'
export { sessionWith } from './types/sessionWith.js'
