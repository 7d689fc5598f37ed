export { type Outcome, outcomeOf, type SessionOutcome } from './outcome.js'
export { Bandwidth } from './plan/bandwidth.js'
export { Distribution } from './plan/distribution.js'
export {
  type Condition,
  Fault,
  type FaultName,
  faultNames,
  type JobFault,
  type RequestFault,
  type Trigger,
} from './plan/fault.js'
export { Intervention } from './plan/intervention.js'
export { Plan, type PlannedRequest, planFromRequest, planFromResource } from './plan/plan.js'
export { defaultStart, PlanDocument } from './plan/planDocument.js'
export type { PlannedSession, SessionTiming } from './plan/plannedSession.js'
export { isPresetName, type PresetName, presets } from './plan/preset.js'
export {
  type Client,
  defaultScenario,
  type Limit,
  type Limits,
  type Network,
  type Processing,
  type RetryPolicy,
  type Scenario,
  type ServiceLimits,
} from './plan/scenario.js'
export { type BlockBytes, SessionSource } from './plan/sessionSource.js'
export { defaultTableLimits, limitWarnings, type TableLimits } from './plan/tableLimits.js'
export { AllowedBadLines, Delimiter } from './plan/tableOptions.js'
export { sessionFromTable, type Table, type TableSessionOptions } from './plan/tableSession.js'
export { type Playback, play, type Stopwatch } from './playback.js'
export { guidFrom } from './random/generate.js'
export { simulate } from './simulation.js'
export {
  type ClientView,
  isSessionEvent,
  type Signal,
  type SignalType,
  type TraceEntry,
  type TraceEntryType,
} from './trace/traceEntry.js'
export { type LineOptions, lineOf } from './trace/traceLine.js'
