export { type CsvIssue, readCsv } from './csv.js'
export { type CsvPlanOptions, planFromCsv } from './csvPlan.js'
export { describeFileError } from './fileError.js'
export { type PlanIssue, readPlan } from './planFile.js'
