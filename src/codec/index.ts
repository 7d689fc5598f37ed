export { discriminated } from './combinators/discriminated.js'
export { type MatchingType, matching } from './combinators/matching.js'
export { oneOfKeys } from './combinators/oneOfKeys.js'
export { type CrossFieldIssue, refine, type Transformation, transform } from './combinators/refine.js'
export { renamedKey } from './combinators/renamedKey.js'
export type {
  DiscriminatedType,
  EnvelopeType,
  FastType,
  KeyNames,
  RenamedKeyType,
  UnknownPropertiesType,
} from './combinators/tagged.js'
export { unwrapEnvelope } from './combinators/unwrapEnvelope.js'
export {
  DateTimeOffset,
  type DateTimeOffsetBrand,
  type DateTimeOffsetType,
  dateOf,
  dateTimeOffsetOf,
  dateTimeOffsetOrd,
  laterOf,
} from './edm/dateTimeOffset.js'
export { epochMillisOf } from './edm/epochMillis.js'
export { Int32, maxInt32, minInt32 } from './edm/int32.js'
export { isPresent, nullable } from './edm/nullable.js'
export { typeAnnotation } from './edm/typeAnnotation.js'
export { fast } from './fast/fast.js'
export { type Issue, type IssueOptions, issuesOf } from './issues/issue.js'
export { formatPointer, parsePointer } from './issues/pointer.js'
export { toStandardSchema } from './issues/standardSchema.js'
export { loose, type StrictOptions, strict, strip } from './policies/unknownProperties.js'
export { type Cases, fold } from './shape/fold.js'
export type { Shape, ShapeKind, ShapeOf } from './shape/shape.js'
export { shapeOf } from './shape/shapeOf.js'
