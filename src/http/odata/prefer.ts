// The header Prefer (RFC 7240). Unknown and malformed preferences are ignored: "A server that does not recognize or is
// unable to comply with particular preference tokens … MUST ignore those tokens" (2).

/** The preferences of a client. */
export interface Preferences {
  /** Whether to return a changed session: `return=representation` or `return=minimal`; null where neither is set. */
  readonly return: 'representation' | 'minimal' | null
  /** The largest number of items on a page: `odata.maxpagesize`; null where it is not set. */
  readonly maxPageSize: number | null
}

/** The preferences in a header: its parts between commas, where a comma in quotes is none. Reads each character once. */
const split = (header: string): ReadonlyArray<string> => {
  const parts: Array<string> = []
  let [start, isQuoted] = [0, false]
  for (let at = 0; at < header.length; at += 1) {
    const character = header[at]
    if (isQuoted && character === '\\') at += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (character === ',' && !isQuoted) {
      parts.push(header.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, header.slice(start)]
}

/** The value of a preference. Quotes around a token change nothing; no known preference has another value in quotes. */
const unquote = (text: string): string => {
  const value = text.trim()
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

/** RFC 7240, 2: names are case-insensitive, and the first of two equal ones counts. */
const parseTokens = (header: string): ReadonlyMap<string, string> => {
  const pairs = split(header).map((preference): [string, string] => {
    const [name = '', value = ''] = (preference.split(';', 1)[0] ?? '').split('=')
    return [name.trim().toLowerCase(), unquote(value)]
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
