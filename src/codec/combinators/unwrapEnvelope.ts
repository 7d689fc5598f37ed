// A value that some services send bare and others in an envelope.
import * as t from 'io-ts'
import { withType } from '../issues/context.js'
import type { EnvelopeType } from './tagged.js'

/** Whether a value is an envelope, by its own property `wrapper`. */
export const hasEnvelope = (value: unknown, wrapper: string): value is Readonly<Record<string, unknown>> =>
  t.UnknownRecord.is(value) && Object.hasOwn(value, wrapper)

/**
 * Decodes what `codec` decodes, bare or as the property `wrapper` of an object that has one, and encodes it bare.
 *
 * @example
 * import * as t from 'io-ts'
 * import { unwrapEnvelope } from 'exact-match-session/codec'
 *
 * const Answer = unwrapEnvelope('Answer', t.type({ id: t.string }), 'value')
 * Answer.decode({ id: 'a' }) // right({ id: 'a' })
 * Answer.decode({ value: { id: 'a' } }) // right({ id: 'a' })
 */
export const unwrapEnvelope = <A, O>(
  name: string,
  codec: t.Type<A, O>,
  wrapper: string,
): EnvelopeType<A, O> => {
  const validate: t.Validate<unknown, A> = (value, context) => {
    if (!hasEnvelope(value, wrapper)) return codec.validate(value, withType(context, codec))
    const content = value[wrapper]
    return codec.validate(content, t.appendContext(context, wrapper, codec, content))
  }
  return Object.assign(new t.Type(name, codec.is, validate, codec.encode), {
    _tag: 'EnvelopeType' as const,
    type: codec,
    wrapper,
  })
}
