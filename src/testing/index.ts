export { type ArbitraryConstraints, arbitraryOf } from './arbitrary/arbitraryOf.js'
export { type CallConstraints, constraintsFor, sessionCall } from './arbitrary/callArbitrary.js'
export { type DateTimeOffsetConstraints, dateTimeOffset } from './arbitrary/dateTimeOffset.js'
export { callHistory, type HistoryConstraints, overlappingHistory } from './arbitrary/historyArbitrary.js'
export { type InvalidJson, invalidJson } from './arbitrary/invalidJson.js'
export {
  classificationError,
  createSessionRequest,
  type SessionConstraints,
  uploadUri,
} from './arbitrary/session.js'
export { type EventConstraints, sessionEvent } from './arbitrary/sessionEvent.js'
export {
  type HistoryStep,
  historyWithRefusals,
  type SessionHistory,
  type SessionHistoryConstraints,
  validHistory,
  validSession,
} from './arbitrary/sessionHistory.js'
export { Vector, type VectorOptions, vectors } from './arbitrary/vector.js'
export { platformTimer, type TimeoutOptions, type Timer } from './ask.js'
export { blockStoreContract } from './blockStoreContract/blockStoreContract.js'
export {
  type Call,
  type CallName,
  type Calls,
  formatHistory,
  type History,
  type SessionCall,
} from './call.js'
export {
  type ConformanceOptions,
  checkConformance,
  checkHistory,
  type SystemOrFactory,
} from './check/conformance.js'
export type { Coverage, TableCell } from './check/coverage.js'
export type { Difference } from './check/difference.js'
export { explainDiscrepancy } from './check/discrepancy.js'
export type { Expected, Mismatch, ObservedCall } from './check/judge.js'
export type { ConformanceReport, Counterexample, Verdict } from './check/report.js'
export {
  type AsyncSessionCommand,
  asyncSessionCommands,
  type CommandConstraints,
  type SessionCommand,
  sessionCommands,
} from './command.js'
export { type HttpSystemOptions, httpSystem } from './http/httpSystem.js'
export { type Discrepancy, type SessionModel, sessionModel } from './model/run.js'
export type { OpenHandle } from './storeContract/handles/handle.js'
export { storeHandleContract } from './storeContract/handles/storeHandleContract.js'
export type { StoreCase } from './storeContract/storeCase.js'
export { storeContract } from './storeContract/storeContract.js'
export { storeFailureContract } from './storeContract/storeFailureContract.js'
export {
  type Awaitable,
  type BlockUpload,
  type CallTarget,
  done,
  type Outcome,
  refused,
  type SessionSystem,
  unknownOutcome,
} from './system.js'
