// Other values at some places of a plan as it is written.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinationsOf, withSettings } from '../../src/simulate/index.js'

const valueAt = (document: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)

const key = fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !/[.]|^\d+$|__proto__/.test(text))

describe('withSettings', () => {
  it('gives each value at its place, and changes neither the document nor what is beside it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.json()),
        fc.array(key, { minLength: 1, maxLength: 4 }),
        fc.json(),
        (document, keys, value) => {
          const before = structuredClone(document)
          const path = keys.join('.')
          const varied = withSettings(document, [{ path, value }])
          expect(valueAt(varied, path)).toBe(value)
          expect(document).toEqual(before)
          for (const [name, beside] of Object.entries(document)) {
            if (name !== keys[0]) expect(valueAt(varied, name)).toBe(beside)
          }
        },
      ),
    )
  })

  it('counts the elements of a list from 0, and may add one', () => {
    const document = { faults: [{ fault: 'duplicate', rate: 0.1 }] }
    expect(withSettings(document, [{ path: 'faults.0.rate', value: 0.2 }])).toEqual({
      faults: [{ fault: 'duplicate', rate: 0.2 }],
    })
    expect(withSettings(document, [{ path: 'faults.1', value: { fault: 'crash' } }])).toEqual({
      faults: [...document.faults, { fault: 'crash' }],
    })
  })

  it('makes objects that are missing, and sees no inherited property', () => {
    expect(withSettings({}, [{ path: 'network.latency.value', value: 1 }])).toEqual({
      network: { latency: { value: 1 } },
    })
    expect(JSON.stringify(withSettings({}, [{ path: 'constructor.name', value: 1 }]))).toBe(
      '{"constructor":{"name":1}}',
    )
    withSettings({}, [{ path: '__proto__.polluted', value: 1 }])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('combinationsOf', () => {
  it('gives each value of one variable with each of the others, the last changing first', () => {
    const settings = combinationsOf([
      { path: 'a', values: [1, 2] },
      { path: 'b', values: ['x', 'y'] },
    ]).map((combination) => combination.map(({ path, value }) => `${path}${value}`).join(' '))
    expect(settings).toEqual(['a1 bx', 'a1 by', 'a2 bx', 'a2 by'])
  })

  it('gives the plan itself where nothing varies', () => {
    expect(combinationsOf([])).toEqual([[]])
  })
})
