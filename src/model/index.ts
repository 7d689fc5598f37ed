export {
  ClassifcationErrorBase,
  ClassificationError,
  ClassificationInnerError,
  hasDetails,
} from './classificationError.js'
export { type ComputedName, computedProperties, withoutComputed } from './computed.js'
export { Entity } from './entity.js'
export {
  ExactDataMatchStoreColumn,
  ExactMatchDataStore,
  ExactMatchDataStoreBase,
} from './exactMatchDataStore.js'
export { ExactMatchJob } from './exactMatchJob.js'
export { ExactMatchJobBase } from './exactMatchJobBase.js'
export { ExactMatchLookupJob, LookupResultRow } from './exactMatchLookupJob.js'
export { CreateSessionRequest, ExactMatchSession, ExactMatchSessionBase } from './exactMatchSession.js'
export { ExactMatchUploadAgent } from './exactMatchUploadAgent.js'
export {
  type HistoryInvariantName,
  type HistoryViolation,
  historyInvariants,
  historyViolationsOf,
} from './historyInvariants.js'
export { type InvariantName, invariants, type Violation, violationsOf } from './invariants.js'
export { type NamingConvention, withNaming } from './naming.js'
export { RenewResponse } from './renewResponse.js'
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
export type { SessionResource } from './sessionResource.js'
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
export { sessionWith } from './sessionWith.js'
