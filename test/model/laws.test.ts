// docs/laws.md is written from the tables of the laws: `npm run unit -- test/model/laws.test.ts --update`.
import { expect, it } from 'vitest'
import { historyLaws, laws } from '../../src/model/index.js'

const rows = (table: Readonly<Record<string, { readonly says: string }>>): string =>
  Object.entries(table)
    .map(([name, { says }]) => `| \`${name}\` | ${says} |`)
    .join('\n')

const page = `# Laws

What the values of a session must fulfil together. A codec says whether JSON is a session at all; a law relates
values that are there. Null or missing means unknown, and of the unknown no law says anything.

## Of one session

\`brokenLaws(session)\` names each of these that a session breaks, with a JSON pointer and a sentence.

| law | says |
|---|---|
${rows(laws)}

## Of two readings of one session

\`brokenHistoryLaws(earlier, later)\` does the same for what may differ between an earlier and a later reading.

| law | says |
|---|---|
${rows(historyLaws)}
`

it('docs/laws.md says what the tables say', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/laws.md')
})
