// The header Accept (RFC 9110, 12.5.1), read in one pass: what is no media range is ignored.

/** How specific a media range is, and its weight. */
interface Range {
  readonly range: string
  readonly weight: number
}

const rangeOf = (text: string): Range => {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length)
  return { range, weight: weight === undefined ? 1 : Number(weight) }
}

/**
 * Whether a client accepts a media type. "Media ranges can be overridden by more specific media ranges"; a client
 * without the header accepts every type, and so does one whose header names none.
 */
export const accepts = (header: string | null, mediaType: string): boolean => {
  if (header === null || header === '*/*') return true
  const ranges = header
    .split(',')
    .map(rangeOf)
    .filter(({ range }) => range.includes('/'))
  if (ranges.length === 0) return true
  const [type = ''] = mediaType.split('/', 1)
  for (const specific of [mediaType, `${type}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === specific)
    if (found !== undefined) return found.weight > 0
  }
  return false
}
