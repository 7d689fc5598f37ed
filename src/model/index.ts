export {
  ClassifcationErrorBase,
  ClassificationError,
  ClassificationInnerError,
  saysSomething,
} from './classificationError.js'
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
export { type BrokenHistoryLaw, brokenHistoryLaws, type HistoryLawName, historyLaws } from './history.js'
export { type BrokenLaw, brokenLaws, type LawName, laws } from './law.js'
export { RenewResponse } from './renewResponse.js'
export { isSecretPath, maskSecrets } from './secret.js'
export {
  type Remaining,
  type SessionStateName,
  type SessionStateWire,
  type Source,
  sessionStateNames,
  sessionStateOf,
  sessionStates,
} from './sessionState.js'
export { type Spelling, spelled } from './spelling.js'
