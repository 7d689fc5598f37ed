// The SQL of migrations: statements that bring tables of any earlier version to the latest, and change nothing the
// second time.

/** Arbitrary advisory-lock key. */
const lock = 5_241_320_131_203

/** In a transaction, keeps other processes from migrating until it ends. */
export const lockStatement = `select pg_advisory_xact_lock(${lock})`

/** Runs statements unless a query finds something. A role needs their rights only if they run. */
export const unless = (found: string, statements: ReadonlyArray<string>): string =>
  `do $migration$
begin
  if not exists (${found}) then
${statements.map((statement) => `    ${statement};\n`).join('')}  end if;
end
$migration$`

/** A script for psql, with a comment above it. */
export const scriptOf = (comment: string, statements: ReadonlyArray<string>): string =>
  `-- ${comment}\n${['begin', lockStatement, ...statements, 'commit'].map((statement) => `${statement};\n`).join('\n')}`
