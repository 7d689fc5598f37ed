// docs/invariants.md is written from the tables: `npm run unit -- test/model/invariantsPage.test.ts --update`.
import { expect, it } from 'vitest'
import { historyInvariants, invariants } from '../../src/model/index.js'

const rows = (table: Readonly<Record<string, { readonly description: string }>>): string =>
  Object.entries(table)
    .map(([name, { description }]) => `| \`${name}\` | ${description} |`)
    .join('\n')

const page = `# Invariants

How the values of a session relate. A codec decides whether JSON is a session at all; invariants relate the values that
are present. Null or missing values are unknown, and invariants ignore them.

## Of one session

\`violationsOf(session)\` lists the violations of these, each with a JSON pointer and a sentence.

| invariant | description |
|---|---|
${rows(invariants)}

## Of two readings of one session

\`historyViolationsOf(earlier, later)\` does the same for an earlier and a later reading of one session.

| invariant | description |
|---|---|
${rows(historyInvariants)}
`

it('docs/invariants.md is up to date', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/invariants.md')
})
