// Plans and their JSON: what is the same after encoding and decoding, and what may be left out.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { toResource } from '../../src/machine/index.js'
import {
  Distribution,
  defaultScenario,
  defaultStart,
  Fault,
  guidFrom,
  Intervention,
  isPresetName,
  Plan,
  presets,
} from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { anyPlan, withFaults } from './plans.js'

const request = { totalBlockCount: 3 }

describe('a plan', () => {
  it('encodes to JSON that decodes to the same plan', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        expect(Plan.is(plan)).toBe(true)
        expect(right(Plan.decode(JSON.parse(JSON.stringify(Plan.encode(plan)))))).toEqual(plan)
      }),
    )
  })

  it('is completed from the default scenario', () => {
    const { sessions, startDateTime, ...scenario } = right(Plan.decode({ session: { request } }))
    expect(scenario).toEqual(defaultScenario)
    expect(startDateTime).toBe(defaultStart)
    expect(toResource(sessions[0].session)).toMatchObject({
      id: guidFrom(defaultScenario.seed),
      state: 'Created',
    })
  })

  it('may have a part of a group of properties', () => {
    const latency = { distribution: 'constant', value: 1 }
    const plan = right(Plan.decode({ session: { request }, network: { latency } }))
    expect(plan.network).toEqual({ ...defaultScenario.network, latency })
  })

  it('takes the id from the request, else from the session beside it, else from the seed', () => {
    const idOf = (session: unknown) =>
      right(Plan.decode({ session, seed: 7 })).sessions[0].session.context.metadata.id
    expect(idOf({ request: { ...request, id: 'own' }, id: 'beside' })).toBe('own')
    expect(idOf({ request, id: 'beside' })).toBe('beside')
    expect(idOf({ request })).toBe(guidFrom(7))
    expect(guidFrom(7)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('continues a session in any state', () => {
    const resource = { totalBlockCount: 15, remainingBlockCount: 3, state: 'UploadInProgress' }
    expect(right(Plan.decode({ session: { resource } })).sessions[0].session.value).toBe('uploading')
  })

  it.each([
    undefined,
    null,
    7,
    'plan',
    [],
    {},
    { session: null },
    { session: { value: 'created', context: {} } },
  ])('is not %j, which is rejected without throwing', (value) => {
    expect(Plan.is(value)).toBe(false)
    expect(E.isLeft(Plan.decode(value))).toBe(true)
  })
})

describe('presets', () => {
  it('are valid faults of a plan', () => {
    for (const [name, faults] of Object.entries(presets)) {
      expect(isPresetName(name)).toBe(true)
      expect(faults.every(Fault.is)).toBe(true)
      expect(E.isRight(Plan.decode(withFaults(...faults)))).toBe(true)
    }
    expect(isPresetName('toString')).toBe(false)
  })

  it('include losses, duplicates and reordering as flaky', () => {
    expect(presets.flaky.map(({ fault }) => fault)).toEqual(['lostAcknowledgement', 'duplicate', 'reordered'])
  })
})

describe('the parts of a plan', () => {
  it('are codecs', () => {
    expect(Distribution.is({ distribution: 'pareto', least: 1, shape: 2 })).toBe(true)
    expect(Fault.is({ fault: 'slow', atSeconds: 30, factor: 10 })).toBe(true)
    expect(Intervention.is({ act: { type: 'cancel' }, atUploaded: 0.5 })).toBe(true)
  })
})
