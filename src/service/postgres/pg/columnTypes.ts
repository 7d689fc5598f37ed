// How columns are read. The parsers of the package `pg` belong to the whole process, where any library can replace them;
// a query that brings its own is not affected.

type Parse = (text: string) => unknown

const asText: Parse = (text) => text

/** By PostgreSQL's type; bigint stays text, as `pg` has it. */
const parsers: Readonly<Record<number, Parse>> = {
  16: (text) => text === 't', // boolean
  20: asText, // bigint
  21: Number, // smallint
  23: Number, // integer
  25: asText, // text
  26: Number, // oid
  114: (text) => JSON.parse(text), // json
  1184: (text) => new Date(text), // timestamp with time zone
  3802: (text) => JSON.parse(text), // jsonb
}

/** For PGlite. */
export const pgliteParsers: Record<number, Parse> = { ...parsers }

/** The parsers of a query, in the form that `pg` takes. */
export interface ColumnTypes {
  readonly getTypeParser: (type: number) => (text: string) => unknown
}

/** For `pg`. */
export const columnTypes: ColumnTypes = { getTypeParser: (type) => parsers[type] ?? asText }
