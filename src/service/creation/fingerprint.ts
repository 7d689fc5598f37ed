// Digests that recognize a repetition without keeping what is repeated.
import * as t from 'io-ts'

/** Objects compare by their properties, not by the order in which a client writes them. */
const sortKeys = (_: string, value: unknown): unknown =>
  t.UnknownRecord.is(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([first], [second]) => (first < second ? -1 : 1)))
    : value

/** SHA-256 of a JSON value, in hexadecimal. */
export const fingerprintOf = async (value: unknown): Promise<string> => {
  const text = JSON.stringify(value, sortKeys)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
