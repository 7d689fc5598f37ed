// Input that `simulate` rejects.
import { expect } from 'vitest'
import { run } from './run.js'

/** Expects one line on stderr that matches all of `expected`, nothing on stdout, and exit code 2. */
export const expectRejection = async (
  args: ReadonlyArray<string>,
  ...expected: ReadonlyArray<string | RegExp>
): Promise<void> => {
  const { code, out, err } = await run(['simulate', ...args])
  expect(out).toBe('')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  for (const part of expected) expect(err).toMatch(part)
  expect(code).toBe(2)
}
