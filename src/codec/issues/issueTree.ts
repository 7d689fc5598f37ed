// The errors of io-ts as a tree, because only the codecs above an error say how it relates to others: as an alternative
// of a union, or as a part of an intersection, of which every part has to be satisfied.
import * as t from 'io-ts'
import { foldShape } from '../shape/fold.js'
import { innerOf } from '../shape/innerOf.js'
import { shapeOf } from '../shape/shapeOf.js'
import { formatPointer } from './pointer.js'

/** An issue before it is worded. */
export interface RawIssue {
  readonly path: string
  readonly expected: string
  readonly value: unknown
  readonly message: string | undefined
}

/** What the keys below a codec are: numbers of options, numbers of parts, or keys of the value. */
type Keys =
  | { readonly of: 'union' }
  | { readonly of: 'intersection'; readonly count: number }
  | { readonly of: 'value' }

interface Place {
  readonly key: string
  readonly name: string
  readonly keys: Keys
  /** What ends here, and the places below, each once, in the order of the errors. */
  readonly content: Array<t.ValidationError | Place>
  readonly below: Map<string, Place>
}

const keysOfShape: (shape: ReturnType<typeof shapeOf>) => Keys = foldShape<Keys>({
  union: () => ({ of: 'union' }),
  intersection: ({ parts }) => ({ of: 'intersection', count: parts.length }),
  opaque: ({ tagged }) => (tagged === undefined ? { of: 'value' } : keysOfShape(tagged)),
  otherwise: ({ codec }) => {
    const inner = innerOf(codec)
    return inner === undefined ? { of: 'value' } : keysOf(inner)
  },
})

const known = new WeakMap<object, Keys>()

/** Remembered, because it is asked for every entry of every context. */
const keysOf = (type: object): Keys => {
  const remembered = known.get(type)
  if (remembered !== undefined) return remembered
  const keys: Keys = type instanceof t.Type ? keysOfShape(shapeOf(type)) : { of: 'value' }
  known.set(type, keys)
  return keys
}

const isPlace = (content: t.ValidationError | Place): content is Place => 'below' in content

const placeOf = (key: string, name: string, keys: Keys): Place => ({
  key,
  name,
  keys,
  content: [],
  below: new Map(),
})

const add = (root: Place, error: t.ValidationError): void => {
  let place = root
  for (const { key, type } of error.context) {
    const keys = keysOf(type)
    // Errors of one value may come from codecs of different kinds, whose keys mean different things.
    const id = `${keys.of} ${key}`
    const seen = place.below.get(id)
    const next = seen ?? placeOf(key, type.name, keys)
    if (seen === undefined) {
      place.below.set(id, next)
      place.content.push(next)
    }
    place = next
  }
  place.content.push(error)
}

/** One issue for each path, in the order of the first. */
const mergeByPath = (issues: ReadonlyArray<RawIssue>, separator: string): ReadonlyArray<RawIssue> => {
  if (issues.length < 2) return issues
  const groups = new Map<string, [RawIssue, ...Array<RawIssue>]>()
  for (const issue of issues) {
    const group = groups.get(issue.path)
    if (group === undefined) groups.set(issue.path, [issue])
    else group.push(issue)
  }
  return [...groups.values()].map((group) => {
    if (group.length === 1) return group[0]
    return {
      ...group[0],
      expected: [...new Set(group.map(({ expected }) => expected))].join(separator),
      message: group.find(({ message }) => message !== undefined)?.message,
    }
  })
}

/** An option that the value fits but for something deeper is the one that was meant. */
const ofUnion = (options: ReadonlyArray<ReadonlyArray<RawIssue>>, path: string): ReadonlyArray<RawIssue> => {
  if (options.length < 2) return options.flat()
  const deep = options.filter((issues) => issues.every((issue) => issue.path !== path))
  const partly = options.filter((issues) => issues.some((issue) => issue.path !== path))
  const meant = deep.length > 0 ? deep : partly.length > 0 ? partly : options
  return mergeByPath(meant.flat(), ' or ')
}

/** A value that fits no part is one issue, by the name of the whole. */
const ofIntersection = (
  parts: ReadonlyArray<ReadonlyArray<RawIssue>>,
  { name, keys }: Place,
  path: string,
): ReadonlyArray<RawIssue> => {
  const fitsNone =
    keys.of === 'intersection' &&
    parts.filter((issues) => issues.some((issue) => issue.path === path)).length === keys.count
  const issues = parts.flat()
  return mergeByPath(
    fitsNone ? issues.map((issue) => (issue.path === path ? { ...issue, expected: name } : issue)) : issues,
    ' and ',
  )
}

const isWhole = (keys: Keys): boolean => keys.of === 'intersection' && keys.count === 1

const issuesAt = (place: Place, path: string): ReadonlyArray<RawIssue> => {
  const parts = place.content.map((content): ReadonlyArray<RawIssue> => {
    if (isPlace(content)) {
      return issuesAt(content, place.keys.of === 'value' ? path + formatPointer([content.key]) : path)
    }
    const { value, message } = content
    return [{ path, expected: place.name, value, message }]
  })
  const [only] = parts
  // One part has nothing to be merged with, unless it is the whole intersection.
  if (only !== undefined && parts.length === 1 && !isWhole(place.keys)) return only
  return place.keys.of === 'union' ? ofUnion(parts, path) : ofIntersection(parts, place, path)
}

/** What the errors of one value say, one issue for each place that is invalid. */
export const rawIssuesOf = (errors: t.Errors): ReadonlyArray<RawIssue> => {
  // The keys of whole values are empty and not in the path, like those of the parts of an intersection.
  const root = placeOf('', '', { of: 'intersection', count: 0 })
  for (const error of errors) add(root, error)
  return issuesAt(root, '')
}
