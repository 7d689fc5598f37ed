import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { Vector } from '../../src/testing/index.js'
import { run } from './run.js'

describe('vectors', () => {
  it('prints --count vectors, one per line, the same for the same seed', async () => {
    const first = await run(['vectors', '--seed', '7', '--count', '5'])
    const second = await run(['vectors', '--seed', '7', '--count', '5'])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(second.out).toBe(first.out)
    const lines = first.out.trimEnd().split('\n')
    expect(lines.map((line) => E.isRight(Vector.decode(JSON.parse(line))))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ])
  })

  it('prints nothing on stdout if an option can’t be used', async () => {
    const { code, out, err } = await run(['vectors', '--count', '-1'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('A whole number of at least 0 was expected')
  })
})
