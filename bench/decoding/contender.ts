// The libraries that are compared, each used as its own documentation has it: a compiled or prepared schema, made once.
import { type TSchema, Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Ajv } from 'ajv'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import * as v from 'valibot'
import * as z from 'zod'
import { fast } from '../../src/codec/fast/fast.js'
import { DateTimeOffset, Int32, maxInt32, minInt32, nullable, typeAnnotation } from '../../src/codec/index.js'
import { ExactMatchSession } from '../../src/model/index.js'
import { type Grammar, type Properties, sessionIn, timestamp } from './grammar.js'

export interface Contender {
  readonly name: string
  /** The library's own answer on whether the value is a session. */
  readonly decode: (value: unknown) => unknown
  readonly takes: (value: unknown) => boolean
  /** How many faults are told of the value, each of them in full. */
  readonly faults: (value: unknown) => number
  /** Decoded, then encoded; absent where there is no such thing. */
  readonly roundTrip?: (value: unknown) => unknown
}

const merged = <S>(parts: ReadonlyArray<Properties<S>>): Properties<S> => Object.assign({}, ...parts)

const ioTs: Grammar<t.Mixed> = {
  text: t.string,
  int32: Int32,
  timestamp: DateTimeOffset,
  named: typeAnnotation,
  nullable,
  list: (item) => t.array(item),
  entity: (root, ...derived) =>
    derived.reduce<t.Mixed>((base, own) => t.intersection([base, t.partial(own)]), t.partial(root)),
}

const zod: Grammar<z.ZodType> = {
  text: z.string(),
  int32: z.int32(),
  timestamp: z.string().regex(timestamp),
  named: (name) => z.enum([name, `#${name}`]),
  nullable: (schema) => schema.nullable(),
  list: (item) => z.array(item),
  entity: (...parts) => z.looseObject(merged(parts)).partial(),
}

const valibot: Grammar<v.GenericSchema> = {
  text: v.string(),
  int32: v.pipe(v.number(), v.integer(), v.minValue(minInt32), v.maxValue(maxInt32)),
  timestamp: v.pipe(v.string(), v.regex(timestamp)),
  named: (name) => v.picklist([name, `#${name}`]),
  nullable: (schema) => v.nullable(schema),
  list: (item) => v.array(item),
  entity: (...parts) => v.partial(v.looseObject(merged(parts))),
}

const typebox: Grammar<TSchema> = {
  text: Type.String(),
  int32: Type.Integer({ minimum: minInt32, maximum: maxInt32 }),
  timestamp: Type.String({ pattern: timestamp.source }),
  named: (name) => Type.Union([Type.Literal(name), Type.Literal(`#${name}`)]),
  nullable: (schema) => Type.Union([schema, Type.Null()]),
  list: (item) => Type.Array(item),
  entity: (...parts) => Type.Partial(Type.Object(merged(parts))),
}

const codecContender = <A, O>(name: string, codec: t.Type<A, O>): Contender => ({
  name,
  decode: (value) => codec.decode(value),
  takes: (value) => E.isRight(codec.decode(value)),
  faults: (value) => {
    const result = codec.decode(value)
    return E.isLeft(result) ? result.left.length : 0
  },
  roundTrip: (value) => {
    const result = codec.decode(value)
    return E.isRight(result) ? codec.encode(result.right) : undefined
  },
})

const zodSchema = sessionIn(zod)
const valibotSchema = sessionIn(valibot)
const typeboxSchema = sessionIn(typebox)
const typeboxCheck = TypeCompiler.Compile(typeboxSchema)
const ajvFirst = new Ajv().compile(typeboxSchema)
const ajvAll = new Ajv({ allErrors: true }).compile(typeboxSchema)

const ours = codecContender('fast', fast(ExactMatchSession))
const plain = codecContender('io-ts', sessionIn(ioTs))

export const contenders: ReadonlyArray<Contender> = [
  ours,
  plain,
  {
    name: 'zod',
    decode: (value) => zodSchema.safeParse(value),
    takes: (value) => zodSchema.safeParse(value).success,
    faults: (value) => zodSchema.safeParse(value).error?.issues.length ?? 0,
    roundTrip: (value) => z.encode(zodSchema, z.decode(zodSchema, value)),
  },
  {
    name: 'valibot',
    decode: (value) => v.safeParse(valibotSchema, value),
    takes: (value) => v.safeParse(valibotSchema, value).success,
    faults: (value) => v.safeParse(valibotSchema, value).issues?.length ?? 0,
  },
  {
    name: 'typebox',
    decode: (value) => typeboxCheck.Check(value),
    takes: (value) => typeboxCheck.Check(value),
    faults: (value) => [...typeboxCheck.Errors(value)].length,
  },
  {
    name: 'ajv',
    decode: (value) => ajvFirst(value),
    takes: (value) => ajvFirst(value),
    faults: (value) => (ajvAll(value) ? 0 : (ajvAll.errors?.length ?? 0)),
  },
]
