export { alias } from './alias.js'
export {
  DateTimeOffset,
  type DateTimeOffsetBrand,
  dateOf,
  dateTimeOffsetOf,
  dateTimeOffsetOrd,
  laterOf,
} from './dateTimeOffset.js'
export { discriminated } from './discriminated.js'
export { Int32, maxInt32, minInt32 } from './int32.js'
export { type Issue, type IssueOptions, issuesOf } from './issue.js'
export { lean } from './lean/lean.js'
export { known, nullable } from './nullable.js'
export { odataType } from './odataType.js'
export { exact, strict, tolerant } from './openness.js'
export { toStandardSchema } from './standardSchema.js'
export type { AliasType, DiscriminatedType, LeanType, OpennessType, Spellings } from './tagged.js'
export { unwrapped } from './unwrapped.js'
