// The header Prefer (RFC 7240): what the client would like. Whatever isn't known, or isn't understood, is ignored.

/** What a client would like of an answer. */
export interface Preferences {
  /** Whether it wants a changed session back: `return=representation`, `return=minimal`; null where it said neither. */
  readonly return: 'representation' | 'minimal' | null
  /** The most items it wants on a page: `odata.maxpagesize`; null where it didn't say. */
  readonly maxPageSize: number | null
}

/** A quoted value may hold what separates preferences; one that does is none of those known here. */
const unquoted = (header: string): string =>
  header.replace(/"((?:[^"\\]|\\.)*)"/g, (_, value: string) => (/^[\w.-]*$/.test(value) ? value : '_'))

/** Names are case-insensitive, and of a preference that stands twice the first counts. */
const preferencesIn = (header: string): ReadonlyMap<string, string> => {
  const pairs = unquoted(header)
    .split(',')
    .map((preference): [string, string] => {
      const [name = '', value = ''] = (preference.split(';', 1)[0] ?? '').split('=')
      return [name.trim().toLowerCase(), value.trim()]
    })
  return new Map(pairs.reverse())
}

const none: Preferences = { return: null, maxPageSize: null }

/** The preferences in a header. */
export const preferencesOf = (header: string | null): Preferences => {
  if (header === null) return none
  const found = preferencesIn(header)
  const returned = found.get('return')
  const size = found.get('odata.maxpagesize') ?? found.get('maxpagesize') ?? ''
  return {
    return: returned === 'minimal' || returned === 'representation' ? returned : null,
    maxPageSize: /^[1-9]\d{0,8}$/.test(size) ? Number(size) : null,
  }
}
