export { type CsvFault, type CsvTable, readCsv } from './csv.js'
export { type CsvPlanOptions, planFromCsv } from './csvPlan.js'
export { Distribution } from './distribution.js'
export { Fault, type FaultName, faultNames, type JobFault, type RequestFault, type Strike } from './fault.js'
export { Intervention } from './intervention.js'
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
export {
  type Circumstances,
  type Client,
  fairWeather,
  type Network,
  type Processing,
  planFromRequest,
  planFromResource,
} from './plan.js'
export { Plan } from './planCodec.js'
export { defaultStart, PlanDocument } from './planDocument.js'
export { type PlanFault, readPlan } from './planFile.js'
export { type Playback, play, type Stopwatch } from './playback.js'
export { isPresetName, type PresetName, presets } from './preset.js'
export { simulate } from './simulation.js'
export { whyUnreadable } from './unreadable.js'
