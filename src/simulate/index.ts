export { guidFrom } from './mint.js'
export {
  type Belief,
  isSessionEvent,
  type Moment,
  type MomentType,
  type Signal,
  type SignalType,
} from './moment.js'
export { type LineOptions, lineOf } from './momentLine.js'
export { type CsvFault, type CsvTable, readCsv } from './plan/csv.js'
export { type CsvPlanOptions, planFromCsv } from './plan/csvPlan.js'
export { Distribution } from './plan/distribution.js'
export {
  Fault,
  type FaultName,
  faultNames,
  type JobFault,
  type RequestFault,
  type Strike,
} from './plan/fault.js'
export { Intervention } from './plan/intervention.js'
export {
  type Circumstances,
  type Client,
  fairWeather,
  type Network,
  type Processing,
  planFromRequest,
  planFromResource,
} from './plan/plan.js'
export { Plan } from './plan/planCodec.js'
export { defaultStart, PlanDocument } from './plan/planDocument.js'
export { type PlanFault, readPlan } from './plan/planFile.js'
export { isPresetName, type PresetName, presets } from './plan/preset.js'
export { whyUnreadable } from './plan/unreadable.js'
export { type Playback, play, type Stopwatch } from './playback.js'
export { simulate } from './simulation.js'
