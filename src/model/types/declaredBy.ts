// The properties of one type of the hierarchy, read from the table.
import * as t from 'io-ts'
import { nullable } from '../../codec/index.js'
import { type DeclaredBy, type DeclaringType, propertiesWhere, propertyOf } from '../sessionProperties.js'

/** The codec of the properties that one type declares: each may be missing or null, as published. */
export const declaredBy = <D extends DeclaringType>(type: D): t.PartialC<DeclaredBy<D>> =>
  t.partial(
    // The entries are the rows of the type, each with its own codec.
    Object.fromEntries(
      propertiesWhere((row) => row.declaredBy === type).map((name) => [
        name,
        nullable(propertyOf(name).codec),
      ]),
    ) as DeclaredBy<D>,
  )
