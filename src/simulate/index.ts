export { guidFrom } from './generate.js'
export { Distribution } from './plan/distribution.js'
export {
  Fault,
  type FaultName,
  faultNames,
  type JobFault,
  type RequestFault,
  type Trigger,
} from './plan/fault.js'
export { Intervention } from './plan/intervention.js'
export { Plan, planFromRequest, planFromResource } from './plan/plan.js'
export { defaultStart, PlanDocument } from './plan/planDocument.js'
export { isPresetName, type PresetName, presets } from './plan/preset.js'
export {
  type Client,
  defaultScenario,
  type Network,
  type Processing,
  type Scenario,
} from './plan/scenario.js'
export { defaultTableLimits, limitWarnings, type TableLimits } from './plan/tableLimits.js'
export { AllowedBadLines, Delimiter } from './plan/tableOptions.js'
export { sessionFromTable, type Table, type TableSessionOptions } from './plan/tableSession.js'
export { type Playback, play, type Stopwatch } from './playback.js'
export { simulate } from './simulation.js'
export {
  type ClientView,
  isSessionEvent,
  type Signal,
  type SignalType,
  type TraceEntry,
  type TraceEntryType,
} from './traceEntry.js'
export { type LineOptions, lineOf } from './traceLine.js'
