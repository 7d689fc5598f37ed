// What is wrong with a value, for people: io-ts errors as a pointer, what was expected, what is there, a sentence.
import type * as t from 'io-ts'

/** One fault of one value. */
export interface Issue {
  /** JSON pointer (RFC 6901) to the value; empty for the value as a whole. */
  readonly path: string
  /** The names of the types that would have been taken, `Int32 or null`. */
  readonly expected: string
  /** The value as a short text; long strings are cut, objects and arrays only named, secrets left out. */
  readonly actual: string
  /** A sentence that says all of it. */
  readonly message: string
}

/** How issues are told. */
export interface IssueOptions {
  /** Whether the value at this pointer is a secret, of which an issue shows nothing. By default none is. */
  readonly isSecret?: (path: string) => boolean
}

const longest = 48

/** Steps into nothing, so that no cycle, getter or size can hurt. */
const preview = (value: unknown): string => {
  if (typeof value === 'string') {
    return value.length <= longest
      ? JSON.stringify(value)
      : `a string of ${value.length} characters that starts with ${JSON.stringify(value.slice(0, 16))}`
  }
  if (value === undefined) return 'nothing'
  if (typeof value === 'bigint') return 'a BigInt'
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return Array.isArray(value) ? `an array of ${value.length}` : 'an object'
  } catch {
    return 'an object that cannot be read'
  }
}

const escaped = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Codecs that narrow or guard another validate it in place: the keys below them are the inner codec's. */
const transparent: ReadonlySet<unknown> = new Set([
  'RenamedKeyType',
  'ExactType',
  'FastType',
  'UnknownPropertiesType',
  'ReadonlyType',
  'RecursiveType',
  'RefinementType',
])

const tagOf = (type: unknown): unknown => {
  if (typeof type !== 'object' || type === null || !('_tag' in type)) return undefined
  return transparent.has(type._tag) && 'type' in type ? tagOf(type.type) : type._tag
}

const isAlternative = (type: unknown): boolean => tagOf(type) === 'UnionType'
const isPart = (type: unknown): boolean => tagOf(type) === 'IntersectionType'

/** Keys of properties and items; those of alternatives and parts are the codec's own and no part of the JSON. */
const pathOf = (context: t.Context): string =>
  context
    .map((entry, depth) => {
      const parent = depth === 0 ? undefined : context[depth - 1]?.type
      return depth === 0 || isAlternative(parent) || isPart(parent) ? '' : escaped(entry.key)
    })
    .join('')

interface RawIssue {
  readonly path: string
  readonly expected: string
  readonly value: unknown
  readonly message: string | undefined
  readonly alternative: boolean
}

const faultOf = (error: t.ValidationError): RawIssue => {
  const { context } = error
  const last = context[context.length - 1]
  return {
    path: pathOf(context),
    expected: last?.type.name ?? 'something else',
    value: error.value,
    message: error.message,
    alternative: isAlternative(context[context.length - 2]?.type),
  }
}

const groupedByPath = (faults: ReadonlyArray<RawIssue>): ReadonlyMap<string, ReadonlyArray<RawIssue>> => {
  const groups = new Map<string, Array<RawIssue>>()
  for (const fault of faults) {
    const group = groups.get(fault.path)
    if (group === undefined) groups.set(fault.path, [fault])
    else group.push(fault)
  }
  return groups
}

/** The pointers to all that contains something at one of these. */
const above = (paths: Iterable<string>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      const container = path.slice(0, end)
      if (found.has(container)) break
      found.add(container)
      if (end === 0) break
    }
  }
  return found
}

const sentence = (path: string, expected: string, actual: string, missing: boolean): string => {
  const subject = path === '' ? 'the value' : path
  return missing
    ? `${subject} is missing; expected ${expected}`
    : `${subject} is ${actual}; expected ${expected}`
}

/**
 * Tells io-ts errors as issues: one for each place that is at fault, in the order of the errors. The alternatives
 * of a union are one issue; where a value fits one of them but for something deeper, only the deeper issue is told.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import * as t from 'io-ts'
 * import { Int32, issuesOf } from 'exact-match-session/codec'
 *
 * const Block = t.type({ rows: Int32 })
 * E.mapLeft(issuesOf)(Block.decode({ rows: 1.5 }))
 * // left([{ path: '/rows', expected: 'Int32', actual: '1.5', message: '/rows is 1.5; expected Int32' }])
 */
export const issuesOf = (errors: t.Errors, options?: IssueOptions): ReadonlyArray<Issue> => {
  const isSecret = options?.isSecret ?? (() => false)
  const byPath = groupedByPath(errors.map(faultOf))
  const containers = above(byPath.keys())
  return [...byPath].flatMap(([path, faults]) => {
    const shallow = faults.every((fault) => fault.alternative)
    if (shallow && containers.has(path)) return []
    const expected = [...new Set(faults.map((fault) => fault.expected))].join(' or ')
    const value = faults[0]?.value
    const actual = isSecret(path) ? 'a secret' : preview(value)
    const own = faults.find((fault) => fault.message !== undefined)?.message
    return [{ path, expected, actual, message: own ?? sentence(path, expected, actual, value === undefined) }]
  })
}
