// What a person sees of input that `simulate` can't use.
import { expect } from 'vitest'
import { run } from './run.js'

/** One line on stderr, which says all that is expected, nothing on stdout, exit code 2. */
export const refused = async (
  args: ReadonlyArray<string>,
  ...expected: ReadonlyArray<string | RegExp>
): Promise<void> => {
  const { code, out, err } = await run(['simulate', ...args])
  expect(out).toBe('')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  for (const part of expected) expect(err).toMatch(part)
  expect(code).toBe(2)
}
