// Checks of a decoded value as a whole: what no codec of a single property can see.
import type { Either } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { withOpaqueType, withType } from '../issues/context.js'
import { parsePointer } from '../issues/pointer.js'

/** Properties that are valid one by one, but not together. */
export interface CrossFieldIssue {
  /** JSON pointer from the checked value to the property; empty for the value itself. */
  readonly path: string
  readonly message: string
}

const failures = <A>(
  value: unknown,
  context: t.Context,
  issues: ReadonlyArray<CrossFieldIssue>,
): t.Validation<A> =>
  t.failures(
    issues.map(({ path, message }) => ({
      value,
      context: parsePointer(path).reduce<t.Context>(
        (outer, key) => t.appendContext(outer, key, t.unknown, undefined),
        withOpaqueType(context),
      ),
      message,
    })),
  )

/**
 * The codec of those values in which `check` finds no issue. It checks only what the codec has decoded.
 *
 * @example
 * import * as t from 'io-ts'
 * import { issuesOf, refine } from 'exact-match-session/codec'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const Range = refine(t.type({ min: t.number, max: t.number }, 'Range'), ({ min, max }) =>
 *   min <= max ? [] : [{ path: '/max', message: 'max is less than min' }],
 * )
 * Range.is({ min: 1, max: 2 }) // true
 * E.mapLeft(issuesOf)(Range.decode({ min: 2, max: 1 })) // left([{ path: '/max', … }])
 */
export const refine = <A, O>(
  codec: t.Type<A, O>,
  check: (value: A) => ReadonlyArray<CrossFieldIssue>,
): t.Type<A, O> => {
  const isConsistent = (value: A): boolean => check(value).length === 0
  return new t.RefinementType(
    codec.name,
    (value): value is A => codec.is(value) && isConsistent(value),
    (value, context) => {
      const decoded = codec.validate(value, context)
      const issues = decoded._tag === 'Left' ? [] : check(decoded.right)
      return issues.length === 0 ? decoded : failures(value, context, issues)
    },
    codec.encode,
    codec,
    isConsistent,
  )
}

/** How a value of one type becomes a value of another, and back. */
export interface Transformation<A, B> {
  readonly is: t.Is<B>
  readonly decode: (value: A) => Either<ReadonlyArray<CrossFieldIssue>, B>
  readonly encode: (value: B) => A
}

/**
 * A codec that decodes with another one and then transforms the value.
 *
 * @example
 * import * as t from 'io-ts'
 * import { transform } from 'exact-match-session/codec'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const Minutes = transform<number, number, number>('Minutes', t.number, {
 *   is: t.number.is,
 *   decode: (seconds) => (seconds < 0 ? E.left([{ path: '', message: 'negative' }]) : E.right(seconds / 60)),
 *   encode: (minutes) => minutes * 60,
 * })
 * Minutes.decode(120) // right(2)
 * Minutes.encode(2) // 120
 */
export const transform = <A, B, O>(
  name: string,
  codec: t.Type<A, O>,
  { is, decode, encode }: Transformation<A, B>,
): t.Type<B, O> =>
  new t.Type(
    name,
    is,
    (value, context) => {
      const decoded = codec.validate(value, withType(context, codec))
      if (decoded._tag === 'Left') return decoded
      const transformed = decode(decoded.right)
      return transformed._tag === 'Left' ? failures<B>(value, context, transformed.left) : transformed
    },
    (value) => codec.encode(encode(value)),
  )
