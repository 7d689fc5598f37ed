// Values that are each right and must also go together: what a codec of one value can't see.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

/** What is wrong between values that are each right: where, as keys from the value on, and what. */
export interface Mismatch {
  readonly keys: ReadonlyArray<string>
  readonly message: string
}

/** The context of a value that another codec decodes in place: what that tells is told under that codec. */
export const inPlace = (context: t.Context, codec: t.Mixed): t.Context => {
  const last = context.at(-1)
  return last === undefined ? context : [...context.slice(0, -1), { ...last, type: codec }]
}

/** What io-ts tells of mismatches within a value, whose keys are its own, whatever the codec is made of. */
export const failuresOf = <A>(
  value: unknown,
  context: t.Context,
  mismatches: ReadonlyArray<Mismatch>,
): t.Validation<A> =>
  t.failures(
    mismatches.map(({ keys, message }) => ({
      value,
      context: keys.reduce<t.Context>(
        (outer, key) => t.appendContext(outer, key, t.unknown, undefined),
        inPlace(context, t.unknown),
      ),
      message,
    })),
  )

/** The values of a codec that also go together. */
export const together = <A, O>(
  codec: t.Type<A, O>,
  mismatches: (value: A) => ReadonlyArray<Mismatch>,
): t.Type<A, O> => {
  const goes = (value: A): boolean => mismatches(value).length === 0
  return new t.RefinementType(
    codec.name,
    (value): value is A => codec.is(value) && goes(value),
    (value, context) =>
      pipe(
        codec.validate(value, context),
        E.flatMap((decoded) => {
          const found = mismatches(decoded)
          return found.length === 0 ? t.success(decoded) : failuresOf(value, context, found)
        }),
      ),
    codec.encode,
    codec,
    goes,
  )
}

/** The values of a codec that have no properties but those named: a name misspelt by hand must not go unseen. */
export const closed = <A extends object, O>(
  codec: t.Type<A, O>,
  names: ReadonlyArray<string>,
): t.Type<A, O> =>
  together(codec, (value) =>
    Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => ({ keys: [name], message: `${name} is not known here; ${names.join(', ')} are` })),
  )
