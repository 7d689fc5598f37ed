// npm run pictures: the reports of docs/examples as pictures for the guide, taken in Chromium.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pictures-'))

const plans = ['clean', 'flaky', 'expired-uri', 'failing-processing', 'cancelled']

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
for (const name of plans) {
  const report = join(folder, `${name}.html`)
  const plan = here(`../examples/${name}.yaml`)
  spawnSync(process.execPath, [
    here('../../dist/cli/main.js'),
    'simulate',
    '--plan',
    plan,
    '--report',
    report,
  ])
  const page = await browser.newPage({ viewport: { width: 1000, height: 1600 } })
  await page.goto(pathToFileURL(report).href)
  // The curves, down to where the tables begin.
  const { y: height } = await page.locator('section[aria-label="Timeline"]').boundingBox()
  await page.screenshot({ path: here(`${name}.png`), clip: { x: 0, y: 0, width: 1000, height } })
  await page.close()
}
await browser.close()
rmSync(folder, { recursive: true })
