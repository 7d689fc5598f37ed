// The values of options are read in one way by all commands.
import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { duration, speed, wholeNumber } from '../../src/cli/optionValue.js'
import { run } from './run.js'

describe('wholeNumber', () => {
  it.each([
    ['0', 0],
    ['-3', -3],
    ['10', 10],
  ])('reads %j', (text, value) => {
    expect(wholeNumber(-3, 10)(text)).toBe(value)
  })

  it.each(['', ' ', 'ten', '1.5', '1e1', '0x1', '-4', '11', '9007199254740993'])('rejects %j', (text) => {
    expect(() => wholeNumber(-3, 10)(text)).toThrow('A whole number from -3 to 10 was expected.')
  })
})

describe('duration', () => {
  it.each([
    ['500ms', 500],
    ['2s', 2_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
  ])('reads %j as milliseconds', (text, value) => {
    expect(duration(text)).toBe(value)
  })

  it.each(['', '2', 's', '-1s', '1d', '1 s', '1e3s'])('rejects %j', (text) => {
    expect(() => duration(text)).toThrow(InvalidArgumentError)
  })
})

describe('speed', () => {
  it.each([
    ['max', Number.POSITIVE_INFINITY],
    ['realtime', 1],
    ['60x', 60],
    ['.5x', 0.5],
  ])('reads %j', (text, value) => {
    expect(speed(text)).toBe(value)
  })

  it.each(['', 'fast', '60', '0x', '-1x', 'x'])('rejects %j', (text) => {
    expect(() => speed(text)).toThrow(InvalidArgumentError)
  })
})

const api = ['conform', 'http://127.0.0.1:9', '--token', 'x']

describe('a malformed value', () => {
  it.each([
    ['--rows-per-block', ['simulate', '--rows-per-block', 'abc']],
    ['--seed', ['simulate', '--seed', 'abc']],
    ['--faults', ['simulate', '--faults', 'abc']],
    ['--speed', ['simulate', '--speed', 'abc']],
    ['--port', ['serve', '--port', 'abc']],
    ['--processing-time', ['serve', '--processing-time', 'abc']],
    ['--naming', ['serve', '--naming', 'abc']],
    ['--seed', [...api, '--seed', 'abc']],
    ['--runs', [...api, '--runs', 'abc']],
    ['--concurrency', [...api, '--concurrency', 'abc']],
    ['--timeout', [...api, '--timeout', 'abc']],
    ['--processing-timeout', [...api, '--processing-timeout', 'abc']],
    ['--seed', ['vectors', '--seed', 'abc']],
    ['--count', ['vectors', '--count', 'abc']],
    ['--format', ['diagram', '--format', 'abc']],
  ])('of %s is reported in one line that names the option: %j', async (option, args) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(
      new RegExp(`^exact-match-session: option '${option} <\\S+>' argument 'abc' is invalid\\..*\n$`),
    )
  })

  it.each([
    ['--token', ['serve', '--token', 'a secret']],
    ['--database-url', ['serve', '--database-url', 'a secret']],
  ])('of %s is not repeated, since it is a secret', async (option, args) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(option)
    expect(err).not.toContain('a secret')
  })
})
