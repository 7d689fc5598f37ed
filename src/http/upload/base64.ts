// Base64 (RFC 4648): of bytes, and how many bytes a text of it stands for.

/** Standard base64, with padding. */
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** How many bytes a standard base64 text stands for; null where it is none. */
export const byteLengthOf = (text: string): number | null =>
  wellFormed.test(text)
    ? (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)
    : null
