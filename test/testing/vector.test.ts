import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { initialSession, type SessionRecord, step, toResource } from '../../src/machine/index.js'
import { Vector, vectors } from '../../src/testing/index.js'
import { right } from '../machine/records.js'

const lines = (seed: number, count: number): ReadonlyArray<string> =>
  Array.from(vectors({ seed, count }), (vector) => JSON.stringify(vector))

const read = (line: string): Vector => right(Vector.decode(JSON.parse(line)))

const initialOf = ({ id, at, request }: Vector): SessionRecord => right(initialSession({ id, at, request }))

describe('vectors', () => {
  it('have the outcomes of the machine after decoding', () => {
    for (const line of lines(1, 500)) {
      const vector = read(line)
      let record = initialOf(vector)
      expect(toResource(record)).toEqual(vector.session)
      for (const { event, refused, session } of vector.steps) {
        const outcome = step(record, event)
        expect(E.isLeft(outcome) ? outcome.left.code : undefined).toBe(refused?.code)
        record = E.getOrElse(() => record)(outcome)
        expect(toResource(record)).toEqual(session)
      }
    }
  })

  it('are numbered, and have the requested count', () => {
    expect(lines(1, 450).map((line) => read(line).number)).toEqual(
      Array.from({ length: 450 }, (_, index) => index + 1),
    )
    expect(lines(1, 0)).toEqual([])
  })

  it('are the same for the same seed only', () => {
    expect(lines(7, 30)).toEqual(lines(7, 30))
    expect(lines(7, 3)).not.toEqual(lines(8, 3))
  })

  it('are generated one by one, so that a million need no more memory than a few', () => {
    const [first] = lines(1, 1)
    const endless = vectors({ seed: 1, count: 1_000_000 })
    expect(JSON.stringify(endless.next().value)).toBe(first)
  })
})
