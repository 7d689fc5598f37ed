export {
  DateTimeOffset,
  type DateTimeOffsetBrand,
  type DateTimeOffsetType,
  dateOf,
  dateTimeOffsetOf,
  dateTimeOffsetOrd,
  laterOf,
} from './dateTimeOffset.js'
export { discriminated } from './discriminated.js'
export { epochMillisOf } from './epochMillis.js'
export { fast } from './fast/fast.js'
export { Int32, maxInt32, minInt32 } from './int32.js'
export { type Issue, type IssueOptions, issuesOf } from './issue.js'
export { type MatchingType, matching } from './matching.js'
export { isPresent, nullable } from './nullable.js'
export { oneOfKeys } from './oneOfKeys.js'
export { formatPointer, parsePointer } from './pointer.js'
export { type CrossFieldIssue, refine, type Transformation, transform } from './refine.js'
export { renamedKey } from './renamedKey.js'
export { type Cases, fold } from './shape/fold.js'
export type { Shape, ShapeKind, ShapeOf } from './shape/shape.js'
export { shapeOf } from './shape/shapeOf.js'
export { toStandardSchema } from './standardSchema.js'
export type {
  DiscriminatedType,
  EnvelopeType,
  FastType,
  KeyNames,
  RenamedKeyType,
  UnknownPropertiesType,
} from './tagged.js'
export { typeAnnotation } from './typeAnnotation.js'
export { loose, type StrictOptions, strict, strip } from './unknownProperties.js'
export { unwrapEnvelope } from './unwrapEnvelope.js'
