import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { serveApi, token } from '../testing/apiOver.js'
import { correct, implementationOf } from '../testing/implementation.js'
import { run } from './run.js'

const folder = newFolder()

const faulty = () =>
  implementationOf({
    ...correct,
    upload: (stored, block, at, move) => correct.upload({ ...stored, blocks: new Map() }, block, at, move),
  })

describe('conform', () => {
  it('exits with 0 and prints nothing on stdout if an implementation conforms', async () => {
    const { url, close } = await serveApi(implementationOf())
    const ran = await run(['conform', url, '--token', token, '--runs', '20', '--seed', '5'])
    await close()
    expect(ran).toMatchObject({ code: 0, out: '' })
    expect(ran.err).toContain('20 of 20 runs')
    expect(ran.err).toMatch(/it conforms: \d+ calls in 20 runs, seed 5/)
  })

  it('exits with 1, the shortest history on stdout and a report if one does not conform', async () => {
    const { url, close } = await serveApi(faulty())
    const report = folder.at('report.json')
    const ran = await run(['conform', url, '--token', token, '--report', report])
    await close()
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('calls: [')
    expect(ran.out).toContain('call: "uploadBlock"')
    expect(ran.err).toContain('it does not conform')
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ verdict: 'faulty', seed: 1 })
  })

  it.each([
    ['no server answers', ['http://127.0.0.1:9', '--token', 'x'], 'was expected|when sent POST'],
    ['the URL is malformed', ['nowhere', '--token', 'x'], 'no http or https URL'],
    ['the token is missing', ['http://127.0.0.1:9'], '--token'],
    [
      'a number is malformed',
      ['http://127.0.0.1:9', '--token', 'x', '--runs', 'many'],
      '--runs <n>.*A whole number from 1',
    ],
    [
      'there are too many clients',
      ['http://127.0.0.1:9', '--token', 'x', '--concurrency', '65'],
      'from 1 to 64',
    ],
  ])('exits with 2 if %s', async (_, args, message) => {
    const { code, out, err } = await run(['conform', ...args])
    expect(code).toBe(2)
    expect(out + err).toMatch(new RegExp(message))
  })
})
