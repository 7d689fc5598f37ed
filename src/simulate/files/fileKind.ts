// What a file is by its first bytes, if it is no table: tables are text, and what else people pass has a signature.

/** The bytes that a file begins with, as `latin1` reads them, and what it is then. */
const signatures: ReadonlyArray<readonly [string, string]> = [
  ['PK\x03\x04', 'a ZIP archive or an Excel workbook (.xlsx)'],
  ['\xD0\xCF\x11\xE0', 'an Excel workbook (.xls)'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['BZh', 'compressed by bzip2'],
  ['\xFD7zXZ\0', 'compressed by xz'],
  ['\x28\xB5\x2F\xFD', 'compressed by zstd'],
  ['\x1F\x8B', 'compressed by gzip twice'],
]

const encodings: ReadonlyArray<readonly [string, string]> = [
  ['\xFF\xFE\0\0', 'UTF-32'],
  ['\0\0\xFE\xFF', 'UTF-32'],
  ['\xFF\xFE', 'UTF-16'],
  ['\xFE\xFF', 'UTF-16'],
]

/** How many first bytes are enough to tell. */
export const signatureLength = 512

/** Whether a file is compressed by gzip. RFC 1952, 2.3.1: ID1 = 31, ID2 = 139. */
export const isGzip = (first: Buffer): boolean => first[0] === 0x1f && first[1] === 0x8b

/** The encoding that a byte order mark announces, if it is not UTF-8. */
export const encodingOf = (first: Buffer): string | undefined =>
  encodings.find(([mark]) => first.indexOf(mark, 0, 'latin1') === 0)?.[1]

/** What a file is, if it is clear that it is no table. */
export const otherKindOf = (first: Buffer): string | undefined => {
  const text = first.toString('latin1')
  if (/^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html|head|body)\b/i.test(text)) {
    return 'an HTML page, such as one that asks to sign in'
  }
  if (/^(?:\xEF\xBB\xBF)?\s*<\?xml\b/i.test(text)) return 'an XML document'
  return signatures.find(([signature]) => text.startsWith(signature))?.[1]
}
