// What can be wrong with a table.

/** Why a table can't be uploaded. */
export interface CsvIssue {
  readonly code:
    | 'unreadable'
    | 'notText'
    | 'notUtf8'
    | 'empty'
    | 'noRows'
    | 'delimiter'
    | 'unnamedColumn'
    | 'duplicateColumn'
    | 'ragged'
    | 'malformed'
    | 'badLines'
    | 'blockSize'
    | 'invalid'
  readonly file: string
  /** Counted from 1; null for the file as a whole. */
  readonly line: number | null
  /** What was found and what was expected. */
  readonly message: string
}

/** An issue of the file that is being read. */
export type Found = Omit<CsvIssue, 'file'>

export const found = (code: CsvIssue['code'], line: number | null, message: string): Found => ({
  code,
  line,
  message,
})
