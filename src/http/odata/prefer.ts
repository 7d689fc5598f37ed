// The header Prefer (RFC 7240). Unknown and malformed preferences are ignored: "A server that does not recognize or is
// unable to comply with particular preference tokens … MUST ignore those tokens" (2).

/** The preferences of a client. */
export interface Preferences {
  /** Whether to return a changed session: `return=representation` or `return=minimal`; null where neither is set. */
  readonly return: 'representation' | 'minimal' | null
  /** The largest number of items on a page: `odata.maxpagesize`; null where it is not set. */
  readonly maxPageSize: number | null
}

/** Quoted values may contain separators; no known preference has such a value. */
const unquote = (header: string): string =>
  header.replace(/"((?:[^"\\]|\\.)*)"/g, (_, value: string) => (/^[\w.-]*$/.test(value) ? value : '_'))

/** RFC 7240, 2: names are case-insensitive, and the first of two equal ones counts. */
const parseTokens = (header: string): ReadonlyMap<string, string> => {
  const pairs = unquote(header)
    .split(',')
    .map((preference): [string, string] => {
      const [name = '', value = ''] = (preference.split(';', 1)[0] ?? '').split('=')
      return [name.trim().toLowerCase(), value.trim()]
    })
  return new Map(pairs.reverse())
}

const none: Preferences = { return: null, maxPageSize: null }

/** The preferences of a request. */
export const parsePrefer = ({ headers }: Request): Preferences => {
  const header = headers.get('prefer')
  if (header === null) return none
  const tokens = parseTokens(header)
  const returned = tokens.get('return')
  const size = tokens.get('odata.maxpagesize') ?? tokens.get('maxpagesize') ?? ''
  return {
    return: returned === 'minimal' || returned === 'representation' ? returned : null,
    maxPageSize: /^[1-9]\d{0,8}$/.test(size) ? Number(size) : null,
  }
}
