// A value that comes bare or in an envelope.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { unwrapEnvelope } from '../../src/codec/index.js'
import { issues } from './issues.js'

const Answer = unwrapEnvelope(
  'Answer',
  t.intersection([t.type({ id: t.string }), t.partial({ size: t.number })]),
  'value',
)

const pathsOf = (value: unknown) => issues(Answer, value).map(({ path }) => path)

describe('unwrapEnvelope', () => {
  it('decodes the same value bare and in its envelope', () => {
    fc.assert(
      fc.property(fc.record({ id: fc.string(), size: fc.double({ noNaN: true }) }), (value) => {
        expect(Answer.decode(value)).toEqual(E.right(value))
        expect(Answer.decode({ '@odata.context': '…', value })).toEqual(E.right(value))
        expect(Answer.encode(value)).toEqual(value)
      }),
    )
  })

  it('points to the invalid place, inside the envelope too', () => {
    expect(pathsOf({ id: 7 })).toEqual(['/id'])
    expect(pathsOf({ value: { id: 7 } })).toEqual(['/value/id'])
    expect(pathsOf({ value: null })).toEqual(['/value'])
    expect(pathsOf('text')).toEqual([''])
  })
})
