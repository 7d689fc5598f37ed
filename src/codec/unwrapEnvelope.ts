// A value that some answer with bare and others inside a wrapper.
import * as t from 'io-ts'
import { withType } from './context.js'

/**
 * Reads what `codec` reads, bare or as the property `wrapper` of an object that has one, and writes it bare.
 *
 * @example
 * import * as t from 'io-ts'
 * import { unwrapped } from 'exact-match-session/codec'
 *
 * const Answer = unwrapped('Answer', t.type({ id: t.string }), 'value')
 * Answer.decode({ id: 'a' }) // right({ id: 'a' })
 * Answer.decode({ value: { id: 'a' } }) // right({ id: 'a' })
 */
export const unwrapEnvelope = <A, O>(name: string, codec: t.Type<A, O>, wrapper: string): t.Type<A, O> =>
  new t.Type(
    name,
    codec.is,
    (value, context) => {
      if (!t.UnknownRecord.is(value) || !Object.hasOwn(value, wrapper)) {
        return codec.validate(value, withType(context, codec))
      }
      const inside = value[wrapper]
      return codec.validate(inside, t.appendContext(context, wrapper, codec, inside))
    },
    codec.encode,
  )
