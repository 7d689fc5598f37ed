// Base64 with padding (RFC 4648, 4).

/** Bytes as base64. */
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The number of bytes that a base64 text encodes; null where it is not base64. */
export const byteLengthOf = (text: string): number | null =>
  base64Pattern.test(text)
    ? (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)
    : null
