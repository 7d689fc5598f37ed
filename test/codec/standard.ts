// The standard's own cases, as the page they come from names them.
import { readFileSync } from 'node:fs'
import * as t from 'io-ts'

const Vectors = t.type({ cases: t.array(t.type({ rule: t.string, input: t.string, verdict: t.string })) })

const vectors: unknown = JSON.parse(readFileSync(new URL('./date-time-offset.json', import.meta.url), 'utf8'))

/** The cases of one rule of the grammar; there is at least one. */
export const casesOf = (rule: string) => {
  const cases = Vectors.is(vectors) ? vectors.cases.filter((each) => each.rule === rule) : []
  if (cases.length === 0) throw new Error(`the standard has no cases of ${rule}`)
  return cases
}
