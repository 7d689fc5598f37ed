// The issues of an invalid plan, each at its path.
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../../src/codec/index.js'
import { faultNames, Plan } from '../../src/simulate/index.js'
import { left, right } from '../machine/records.js'
import { withFaults } from './plans.js'

const request = { totalBlockCount: 3 }

/** The message of each issue, by path. */
const issues = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(issuesOf(left(Plan.decode(value))).map(({ path, message }) => [path, message]))

describe('an invalid plan', () => {
  it('may not have a rate below 0, above 1, or of another type', () => {
    expect(
      issues(
        withFaults(
          { fault: 'duplicate', rate: -0.1 },
          { fault: 'duplicate', rate: 1.1 },
          { fault: 'duplicate', rate: '0.1' },
        ),
      ),
    ).toEqual({
      '/faults/0/rate': '/faults/0/rate is -0.1; expected a rate from 0 to 1',
      '/faults/1/rate': '/faults/1/rate is 1.1; expected a rate from 0 to 1',
      '/faults/2/rate': '/faults/2/rate is "0.1"; expected a rate from 0 to 1',
    })
  })

  it('may not have rates that add up to more than 1, of requests or of jobs', () => {
    const seconds = { distribution: 'constant', value: 1 }
    expect(
      issues(withFaults({ fault: 'duplicate', rate: 0.6 }, { fault: 'lostAcknowledgement', rate: 0.5 })),
    ).toEqual({ '/faults': 'the rates of request faults add up to 1.1; the maximum is 1' })
    expect(
      issues(
        withFaults(
          { fault: 'failedJob', rate: 0.7, seconds },
          { fault: 'fatal', rate: 0.7, error: { code: 'a' } },
        ),
      ),
    ).toEqual({ '/faults': 'the rates of job faults add up to 1.4; the maximum is 1' })
    expect(
      Plan.is(
        right(
          Plan.decode(
            withFaults(
              { fault: 'duplicate', rate: 0.1 },
              { fault: 'lostAcknowledgement', rate: 0.2 },
              { fault: 'expiredUri', rate: 0.7 },
              { fault: 'failedJob', rate: 1, seconds },
            ),
          ),
        ),
      ),
    ).toBe(true)
  })

  it('may not have a fault with neither a rate nor a time, or with both', () => {
    expect(
      issues(withFaults({ fault: 'duplicate' }, { fault: 'duplicate', rate: 0.1, atSeconds: 3 })),
    ).toEqual({
      '/faults/0': 'a fault needs either rate, or atSeconds or every; found neither',
      '/faults/1': 'a fault needs either rate, or atSeconds or every; found both',
    })
  })

  it('may not have an unknown fault; the issue lists the known ones', () => {
    const { '/faults/0/fault': message } = issues(withFaults({ fault: 'gremlins', rate: 0.1 }))
    for (const name of ['"gremlins"', ...faultNames]) expect(message).toContain(name)
  })

  it('may not have an empty range or an unknown distribution', () => {
    const latency = (value: unknown) => issues({ session: { request }, network: { latency: value } })
    expect(latency({ distribution: 'uniform', least: 2, most: 2 })).toEqual({
      '/network/latency/most': 'most is 2, which is not above least, 2',
    })
    expect(latency({ distribution: 'constant', value: 0 })).toEqual({
      '/network/latency/value': '/network/latency/value is 0; expected a number above 0',
    })
    expect(latency({ distribution: 'logNormal', median: 1, spread: 1 })).toHaveProperty([
      '/network/latency/spread',
    ])
    expect(latency({ distribution: 'normal', mean: 1 })).toHaveProperty(['/network/latency/distribution'])
  })

  it('may not have misspelt names; the issue lists the expected ones', () => {
    expect(issues({ session: { request }, sead: 7 })).toHaveProperty(['/sead'])
    expect(issues({ session: { request }, network: { latencey: 1 } })).toHaveProperty(['/network/latencey'])
    expect(issues({ session: { request, ids: 'a' } })).toHaveProperty(['/session/ids'])
    expect(issues(withFaults({ fault: 'duplicate', rate: 0.1, rat: 0.1 }))).toEqual({
      '/faults/0/rat': 'rat is not a property of duplicate; expected fault, rate, atSeconds, every',
    })
    expect(issues({ session: { request }, '@note': '' })).toHaveProperty(['/@note'])
  })

  it('may not have a session with violations, each reported at its property', () => {
    expect(
      issues({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15, fields: [''] } } }),
    ).toEqual({
      '/session/resource/remainingBlockCount': 'remainingBlockCount is 15, but totalBlockCount is 3',
      '/session/resource/fields/0': 'fields/0 is empty',
    })
    expect(issues({ session: { request: { totalBlockCount: -1 } } })).toHaveProperty([
      '/session/request/totalBlockCount',
    ])
  })

  it('may not have a session without a source or with two', () => {
    const message = 'session needs exactly one of request, resource, csv'
    expect(issues({ session: {} })).toEqual({ '/session': message })
    expect(issues({ session: { request, resource: {} } })).toEqual({ '/session': message })
    expect(issues({ session: 7 })).toHaveProperty(['/session'])
  })

  it('may not have an intervention without an occasion or with an invalid act', () => {
    const interventions = [
      { act: { type: 'cancel' } },
      { act: { type: 'commit' }, atSeconds: 1 },
      { act: { type: 'fail', error: {} }, atUploaded: 0.5 },
    ]
    expect(Object.keys(issues({ session: { request }, interventions }))).toEqual([
      '/interventions/0',
      '/interventions/1/act/type',
      '/interventions/2/act/error',
    ])
  })

  it('may not have an invalid seed, start, parallelism, count or timeout', () => {
    expect(
      Object.keys(
        issues({
          session: { request },
          seed: 2 ** 31,
          startDateTime: '2026-02-29T00:00:00Z',
          network: { parallelUploads: 0 },
          processing: { workers: 1.5, totalJobCount: -1 },
          client: { timeoutSeconds: 0 },
        }),
      ),
    ).toEqual([
      '/startDateTime',
      '/seed',
      '/network/parallelUploads',
      '/processing/totalJobCount',
      '/processing/workers',
      '/client/timeoutSeconds',
    ])
  })
})
