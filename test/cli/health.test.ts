import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHealthCheck } from '../../src/cli/serve/health.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('shares an answer between all who ask within a second', async () => {
  let [pings, now] = [0, 0]
  const isHealthy = createHealthCheck(
    async () => {
      pings += 1
      if (pings > 1) throw new Error('the store is away')
    },
    () => now,
  )
  expect(await Promise.all([isHealthy(), isHealthy()])).toEqual([true, true])
  now = 999
  expect([await isHealthy(), pings]).toEqual([true, 1])
  now = 1_000
  expect([await isHealthy(), pings]).toEqual([false, 2])
})

it('does not ask a store again that has not answered, and does not wait for it', async () => {
  let [pings, now] = [0, 0]
  const isHealthy = createHealthCheck(
    () => {
      pings += 1
      return new Promise(() => undefined)
    },
    () => now,
  )
  const answerOf = async (answer: Promise<boolean>) => {
    await vi.runAllTimersAsync()
    return answer
  }
  expect(await answerOf(isHealthy())).toBe(false)
  now = 60_000
  expect([await answerOf(isHealthy()), pings]).toEqual([false, 1])
})
