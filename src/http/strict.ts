import * as t from 'io-ts'
import { propertyNamed } from './sessionProperty.js'

/** stand-in until the codec room has one */
export const strict = <A>(codec: t.Type<A>): t.Type<A> =>
  new t.Type(
    codec.name,
    codec.is,
    (value, context) => {
      if (!t.UnknownRecord.is(value)) return codec.validate(value, context)
      const extra = Object.keys(value).filter(
        (name) =>
          name !== '@odata.type' &&
          propertyNamed(name) === undefined &&
          ![
            'uploadAgent',
            'displayName',
            'description',
            'columns',
            'dataLastUpdatedDateTime',
            'sessions',
          ].includes(name),
      )
      return extra.length === 0
        ? codec.validate(value, context)
        : t.failures(
            extra.map((name) => ({
              value: value[name],
              context: t.appendContext(context, name, t.never, value[name]),
              message: `${name} is not a property of ${codec.name}`,
            })),
          )
    },
    (value) => value,
  )
