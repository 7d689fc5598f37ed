// Whether JSON is too complex to be read. A megabyte can hold a million values, each of which may be one more issue, and
// would hold everybody else up; its bytes are looked at first, once each, which takes a few milliseconds.

/** More than the largest session has, and far less than takes long. */
const limits = { values: 34_000, properties: 10_000, depth: 64 } as const

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]

/** The index of the quote that ends a string; `at` is that of its first character. */
const endOfString = (json: Uint8Array, at: number): number => {
  let end = at
  while (end < json.length && json[end] !== quote) end += json[end] === backslash ? 2 : 1
  return end
}

/** A sentence about the first limit that JSON exceeds; null where it exceeds none, or is none. */
export const tooComplex = (json: Uint8Array): string | null => {
  let [values, properties, depth] = [1, 0, 0]
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at]
    if (byte === quote) at = endOfString(json, at + 1)
    else if (byte === comma) values += 1
    else if (byte === colon) properties += 1
    else if (byte === openBracket || byte === openBrace) {
      values += 1
      depth += 1
    } else if (byte === closeBracket || byte === closeBrace) depth -= 1
    if (values > limits.values) return `the body has more than ${limits.values} values`
    if (properties > limits.properties) return `the body has more than ${limits.properties} properties`
    if (depth > limits.depth) return `the body is nested more than ${limits.depth} times`
  }
  return null
}
