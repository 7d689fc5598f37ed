// The many ways to write a path of the API, as one: a key in parentheses, `sessions('a')`, as OData has it, or in a segment
// of its own; an action with its namespace or without; in any case, and with a slash at the end.

/** The fixed segments of the paths, by their names in small letters, and how many keys follow. */
const segments: ReadonlyMap<string, { readonly name: string; readonly keys: number }> = new Map(
  [
    { name: 'beta', keys: 0 },
    { name: 'v1.0', keys: 0 },
    { name: 'dataClassification', keys: 0 },
    { name: 'exactMatchDataStores', keys: 1 },
    { name: 'exactMatchUploadAgents', keys: 1 },
    { name: 'sessions', keys: 1 },
    { name: 'commit', keys: 0 },
    { name: 'cancel', keys: 0 },
    { name: 'renew', keys: 0 },
    { name: 'uploadAgent', keys: 0 },
    { name: 'uploads', keys: 2 },
  ].map((segment) => [segment.name.toLowerCase(), segment]),
)

/** A key predicate, OData 4.01, URL Conventions, 4.3.1; a quote within it is doubled, and any may be encoded. */
const keyed = /^([^('%]+)\((?:'|%27)(.*)(?:'|%27)\)$/i

const unquoted = (key: string): string => key.replace(/(?:'|%27){2}/gi, '%27')

/** Bound actions may be written with their namespace. */
const withoutNamespace = (segment: string): string => segment.replace(/^microsoft\.graph\./i, '')

/** The path as the routes have it; a path that is none of them as it is. */
export const canonicalPath = (path: string): string => {
  const written = path.split('/')
  // Before the first slash there is nothing; after the last there need not be anything.
  if (written.at(-1) === '' && written.length > 2) written.pop()
  const canonical: Array<string> = []
  let keys = 0
  for (const segment of written) {
    if (keys > 0 && segment !== '$count') {
      canonical.push(segment)
      keys -= 1
      continue
    }
    const [, name = segment, key] = keyed.exec(segment) ?? []
    const fixed = segments.get(withoutNamespace(name).toLowerCase())
    canonical.push(fixed?.name ?? segment)
    keys = fixed?.keys ?? 0
    if (fixed !== undefined && key !== undefined) {
      canonical.push(unquoted(key))
      keys -= 1
    }
  }
  return canonical.join('/')
}
