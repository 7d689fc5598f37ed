// Simulations in a browser: what a bundler makes of the door, and the same bytes as in Node.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlan } from '../../src/simulate/files/index.js'
import { Plan } from '../../src/simulate/index.js'
import { hasChromium, launchChromium } from '../chromium.js'
import { right } from '../machine/records.js'

const root = join(import.meta.dirname, '../..')
const gallery = ['clean', 'flaky', 'expired-uri', 'failing-processing', 'cancelled']

const script = `
import { lineOf, Plan, play, simulate } from './src/simulate/index.js'

globalThis.linesOf = (json) => {
  const plan = Plan.decode(JSON.parse(json))
  if (plan._tag === 'Left') throw new Error('this is not a plan')
  return Array.from(simulate(plan.right), (entry) => lineOf(entry) + '\\n').join('')
}

globalThis.countPlayed = async (json) => {
  let count = 0
  for await (const entry of play(simulate(Plan.decode(JSON.parse(json)).right), { speed: 10_000 })) count += 1
  return count
}
`

/** Fails for a module of Node: a browser has none. */
const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: root },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  })
  return outputFiles[0]?.text ?? ''
}

describe.skipIf(!hasChromium)('a simulation in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  it.each(gallery)('of %s.yaml gives the bytes of its golden file', async (name) => {
    const json = JSON.stringify(
      Plan.encode(right(await readPlan(join(root, `docs/examples/${name}.yaml`))())),
    )
    const page = await browser.newPage()
    await page.addScriptTag({ content: await bundle() })
    const golden = await readFile(join(root, `test/simulate/golden/${name}.jsonl`), 'utf8')
    expect(await page.evaluate(`linesOf(${JSON.stringify(json)})`)).toBe(golden)
    expect(await page.evaluate(`countPlayed(${JSON.stringify(json)})`)).toBe(
      golden.trimEnd().split('\n').length,
    )
    await page.close()
  })
})
