export { type CsvFault, type CsvTable, readCsv } from './csv.js'
export { type CsvPlanOptions, planFromCsv } from './csvPlan.js'
export { Distribution } from './distribution.js'
export { Fault, type FaultName, faultNames, type JobFault, type RequestFault, type Strike } from './fault.js'
export { Intervention } from './intervention.js'
export {
  type Belief,
  isSessionEvent,
  type Moment,
  type MomentType,
  type Signal,
  type SignalType,
} from './moment.js'
export {
  type Circumstances,
  type ClientPlan,
  fairWeather,
  type NetworkPlan,
  type Plan,
  type Processing,
  planFromRequest,
  planFromResource,
} from './plan.js'
export { type Playback, play } from './playback.js'
export { simulate } from './simulation.js'
export { whyUnreadable } from './unreadable.js'
