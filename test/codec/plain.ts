// The model's codecs as plain io-ts, without anything accelerated in them, to compare the fast ones with.
import * as t from 'io-ts'
import { type FastType, type RenamedKeyType, renamedKey } from '../../src/codec/index.js'

type Part =
  | t.ArrayType<t.Mixed>
  | t.InterfaceType<t.Props>
  | t.IntersectionType<Array<t.Mixed>>
  | t.PartialType<t.Props>
  | t.UnionType<Array<t.Mixed>>
  | RenamedKeyType<unknown>
  | FastType<unknown>

const isPart = (codec: t.Mixed | Part): codec is Part => '_tag' in codec

const plainProps = (props: t.Props): t.Props =>
  Object.fromEntries(Object.entries(props).map(([key, codec]) => [key, plain(codec)]))

// io-ts types its combinators for two to five members, but they take any number of two and more.
const plainMembers = (types: ReadonlyArray<t.Mixed>): [t.Mixed, t.Mixed] =>
  types.map(plain) as [t.Mixed, t.Mixed]

/** The same codec, made of plain parts down to its leaves. */
export const plain = (codec: t.Mixed | Part): t.Mixed => {
  if (!isPart(codec)) return codec
  switch (codec._tag) {
    case 'FastType':
      return plain(codec.type)
    case 'RenamedKeyType':
      return renamedKey(plain(codec.type), codec.names, 'canonical')
    case 'ArrayType':
      return t.array(plain(codec.type), codec.name)
    case 'IntersectionType':
      return t.intersection(plainMembers(codec.types), codec.name)
    case 'UnionType':
      return t.union(plainMembers(codec.types), codec.name)
    case 'PartialType':
      return t.partial(plainProps(codec.props), codec.name)
    case 'InterfaceType':
      return t.type(plainProps(codec.props), codec.name)
    default:
      return codec
  }
}
