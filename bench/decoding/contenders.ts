// The libraries that are compared, each as its own documentation has it: a schema compiled or prepared once.
import { type TSchema, Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import * as z from 'zod'
import { fast } from '../../src/codec/fast/fast.js'
import { DateTimeOffset, Int32, maxInt32, minInt32, nullable, typeAnnotation } from '../../src/codec/index.js'
import { ExactMatchSession } from '../../src/model/index.js'
import { type Properties, sessionIn } from './sessionIn.js'

/** What DateTimeOffset takes, for libraries that want an expression. */
const timestamp =
  /^-?(?:0\d{3}|[1-9]\d{3,})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])|02-29(?<=(?:(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,12})?)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

const merged = <S>(parts: ReadonlyArray<Properties<S>>): Properties<S> => Object.assign({}, ...parts)

const plain = sessionIn<t.Mixed>({
  text: t.string,
  int32: Int32,
  timestamp: DateTimeOffset,
  typeNamed: typeAnnotation,
  nullable,
  list: (item) => t.array(item),
  entity: (root, ...derived) =>
    derived.reduce<t.Mixed>((base, own) => t.intersection([base, t.partial(own)]), t.partial(root)),
})

const zod = sessionIn<z.ZodType>({
  text: z.string(),
  int32: z.int32(),
  timestamp: z.string().regex(timestamp),
  typeNamed: (name) => z.enum([name, `#${name}`]),
  nullable: (schema) => schema.nullable(),
  list: (item) => z.array(item),
  entity: (...parts) => z.looseObject(merged(parts)).partial(),
})

const typebox = TypeCompiler.Compile(
  sessionIn<TSchema>({
    text: Type.String(),
    int32: Type.Integer({ minimum: minInt32, maximum: maxInt32 }),
    timestamp: Type.String({ pattern: timestamp.source }),
    typeNamed: (name) => Type.Union([Type.Literal(name), Type.Literal(`#${name}`)]),
    nullable: (schema) => Type.Union([schema, Type.Null()]),
    list: (item) => Type.Array(item),
    entity: (...parts) => Type.Partial(Type.Object(merged(parts))),
  }),
)

export interface Decoder {
  readonly decode: (value: unknown) => unknown
  /** How many faults the library finds in the value, each described in full. */
  readonly faults: (value: unknown) => number
  readonly roundTrip?: (value: unknown) => unknown
}

const ioTs = <A, O>(codec: t.Type<A, O>): Decoder => ({
  decode: (value) => codec.decode(value),
  faults: (value) =>
    E.fold(
      (errors: t.Errors) => errors.length,
      () => 0,
    )(codec.decode(value)),
  roundTrip: (value) => E.fold(() => undefined, codec.encode)(codec.decode(value)),
})

export const decoders: Readonly<Record<string, Decoder>> = {
  fast: ioTs(fast(ExactMatchSession)),
  'io-ts': ioTs(plain),
  zod: {
    decode: (value) => zod.safeParse(value),
    faults: (value) => zod.safeParse(value).error?.issues.length ?? 0,
    roundTrip: (value) => z.encode(zod, z.decode(zod, value)),
  },
  typebox: {
    decode: (value) => typebox.Check(value),
    faults: (value) => [...typebox.Errors(value)].length,
  },
}
