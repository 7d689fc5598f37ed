export { type Outcome, outcomeOf, type SessionOutcome } from './outcome.js'
export { Bandwidth } from './plan/bandwidth.js'
export { Distribution } from './plan/distribution.js'
export { Duration, secondsOf } from './plan/duration.js'
export { type BoundName, Expectations } from './plan/expectations.js'
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
export { defaultTableLimits, limitWarnings, type TableLimits } from './plan/table/tableLimits.js'
export { AllowedBadLines, Delimiter } from './plan/table/tableOptions.js'
export { sessionFromTable, type Table, type TableSessionOptions } from './plan/table/tableSession.js'
export { type Playback, play, type Stopwatch } from './playback.js'
export { guidFrom } from './random/generate.js'
export { simulate } from './simulation.js'
export { type PercentileName, type Percentiles, percentileNames, type Quantile } from './sweep/quantile.js'
export {
  outcomesOf,
  type PhasePercentiles,
  type SeedOutcome,
  type SweepSummary,
  summarize,
  sweep,
} from './sweep/sweep.js'
export { combinationsOf, type Setting, type Variable, withSettings } from './sweep/variation.js'
export {
  type BoundVerdict,
  type StateVerdict,
  type Verdict,
  verdictsOfOutcome,
  verdictsOfSweep,
} from './sweep/verdict.js'
export {
  type ClientView,
  isSessionEvent,
  type Signal,
  type SignalType,
  type TraceEntry,
  type TraceEntryType,
} from './trace/traceEntry.js'
export { type LineOptions, lineOf } from './trace/traceLine.js'
