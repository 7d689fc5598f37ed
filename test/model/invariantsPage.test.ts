// docs/invariants.md is written from the tables of the laws: `npm run unit -- test/model/laws.test.ts --update`.
import { expect, it } from 'vitest'
import { historyInvariants, invariants } from '../../src/model/index.js'

const rows = (table: Readonly<Record<string, { readonly description: string }>>): string =>
  Object.entries(table)
    .map(([name, { description }]) => `| \`${name}\` | ${description} |`)
    .join('\n')

const page = `# Laws

What the values of a session must fulfil together. A codec description whether JSON is a session at all; a law relates
values that are there. Null or missing means unknown, and of the unknown no law description anything.

## Of one session

\`violationsOf(session)\` names each of these that a session breaks, with a JSON pointer and a sentence.

| law | description |
|---|---|
${rows(invariants)}

## Of two readings of one session

\`historyViolationsOf(earlier, later)\` does the same for what may differ between an earlier and a later reading.

| law | description |
|---|---|
${rows(historyInvariants)}
`

it('docs/invariants.md description what the tables say', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/invariants.md')
})
