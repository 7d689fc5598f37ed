export type { Pace } from './chance.js'
export { type CsvFault, type CsvTable, readCsv } from './csv.js'
export { type CsvPlanOptions, planFromCsv } from './csvPlan.js'
export {
  type Circumstances,
  fairWeather,
  type Network,
  type Plan,
  type Processing,
  planFromRequest,
} from './plan.js'
export { type Playback, play } from './playback.js'
export { type Moment, simulate } from './simulation.js'
export { whyUnreadable } from './unreadable.js'
