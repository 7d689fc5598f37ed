// The schemas of the tables, and how their names are written in SQL.

/** Where the tables are. */
export interface SchemaOptions {
  /**
   * The schema of the tables, at most 56 bytes long, so that several services can use one database. Their queue has a
   * schema of its own, whose name ends in `_worker`.
   * @defaultValue `'exact_match'`
   */
  readonly schema?: string
}

export const defaultSchema = 'exact_match'

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const queueSchemaOf = (schema: string): string => `${schema}_worker`
