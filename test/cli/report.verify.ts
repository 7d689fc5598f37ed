// Reports in a browser: opened from disk, in light and dark colours, in wide and narrow windows.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../chromium.js'
import { newFolder } from '../folder.js'
import { root, run } from './run.js'

const examples = ['clean', 'flaky', 'expired-uri', 'failing-processing', 'cancelled']

interface Line {
  readonly at: string
  readonly event: { readonly type: string }
  readonly refused: { readonly message: string } | null
  readonly session: { readonly remainingBlockCount: number; readonly remainingJobCount: number | null }
  readonly client: { readonly remainingBlockCount: number; readonly remainingJobCount: number | null }
}

describe.skipIf(!hasChromium)('a report', () => {
  let browser: Browser
  const folder = newFolder()
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  const writeReport = async (...args: ReadonlyArray<string>) => {
    const file = folder.at(`${args.join('').replace(/\W/g, '')}.html`)
    const ran = await run(['simulate', ...args, '--report', file])
    expect(ran.code).toBe(0)
    return { file, out: ran.out }
  }

  /** Opens a report; collects console messages, errors and network requests. */
  const openReport = async (file: string, width: number, colorScheme: 'light' | 'dark') => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    const problems: Array<string> = []
    page.on('console', (message) => problems.push(message.text()))
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) problems.push(request.url())
    })
    await page.goto(pathToFileURL(file).href)
    return { page, problems }
  }

  /** How many pixels of a chart have a colour of the page's style. */
  const pixelsOf = (page: Page, chart: string, colour: string): Promise<number> =>
    page.evaluate(
      ([chart, colour]) => {
        const canvas = document.querySelector<HTMLCanvasElement>(`#${chart} canvas`)
        const context = canvas?.getContext('2d')
        if (!canvas || !context) return 0
        const named = getComputedStyle(document.documentElement)
          .getPropertyValue(colour ?? '')
          .trim()
        const wanted = [1, 3, 5].map((at) => Number.parseInt(named.slice(at, at + 2), 16))
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
        let count = 0
        for (let at = 0; at < data.length; at += 4) {
          if (wanted.every((value, part) => data[at + part] === value)) count += 1
        }
        return count
      },
      [chart, colour],
    )

  const figure = (page: Page, name: string): Promise<string | null> =>
    page.locator('.figures div', { hasText: name }).locator('dd').textContent()

  it.each(examples)('of %s shows the numbers of the JSON output', async (name) => {
    const plan = join(root, `docs/examples/${name}.yaml`)
    const { file, out } = await writeReport('--plan', plan, '--jsonl')
    const lines: ReadonlyArray<Line> = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const session = JSON.parse((await run(['simulate', '--plan', plan, '--json'])).out)
    const { page, problems } = await openReport(file, 1280, 'light')

    const refused = lines.flatMap(({ refused }) => (refused === null ? [] : [refused.message]))
    expect(await figure(page, 'Trace entries')).toBe(String(lines.length))
    expect(await figure(page, 'Refused')).toBe(String(refused.length))
    expect(await figure(page, 'Blocks repeated')).toBe(
      String(lines.filter(({ event }) => event.type === 'block.repeated').length),
    )
    const reasons = await page.locator('section[aria-label="Refusals"] td.what').allInnerTexts()
    expect(reasons).toEqual([...new Set(refused)])

    const rows = await page
      .locator('table.session tr')
      .evaluateAll((rows) =>
        rows.map((row) => Array.from(row.children, ({ textContent }) => textContent ?? '')),
      )
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(
        Object.entries(session).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ),
    )
    expect(await page.locator('.state').textContent()).toBe(session.state)

    const drawn = JSON.parse((await page.locator('#data').textContent()) ?? '')
    for (const [curve, count] of [
      ['blocks', 'remainingBlockCount'],
      ['jobs', 'remainingJobCount'],
    ] as const) {
      expect(drawn[curve].service.slice(1)).toEqual(lines.map(({ session }) => session[count]))
      expect(drawn[curve].client.slice(1)).toEqual(lines.map(({ client }) => client[count]))
      const start = Date.parse('2026-01-01T00:00:00Z')
      expect(drawn[curve].seconds.slice(1)).toEqual(lines.map(({ at }) => (Date.parse(at) - start) / 1000))
    }
    expect(problems).toEqual([])
    // Checked before: reading a canvas may log a warning.
    expect(await pixelsOf(page, 'blocks', '--service')).toBeGreaterThan(500)
    expect(await pixelsOf(page, 'blocks', '--client')).toBeGreaterThan(100)
    await page.close()
  })

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [400, 'light'],
    [400, 'dark'],
  ] as const)('fits a window %d pixels wide, in %s colours', async (width, scheme) => {
    const { file } = await writeReport('--seed', '7', '--faults', 'hostile')
    const { page, problems } = await openReport(file, width, scheme)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    for (const chart of ['blocks', 'jobs', 'marks']) {
      const wide = await page.locator(`#${chart} canvas`).evaluate((canvas) => canvas.clientWidth)
      expect(wide).toBeGreaterThan(width * 0.6)
      expect(wide).toBeLessThan(width)
    }
    expect(await pixelsOf(page, 'jobs', '--service')).toBeGreaterThan(100)
    const [paper, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body)
      const bright = (text: string) =>
        (text.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)
      return [bright(backgroundColor), bright(color)]
    })
    expect((paper ?? 0) > (ink ?? 0)).toBe(scheme === 'light')
    expect(problems).toEqual([])
    await page.close()
  })

  it('is redrawn when the colour scheme or the width of the window changes', async () => {
    const { file } = await writeReport('--seed', '7', '--faults', 'flaky')
    const { page, problems } = await openReport(file, 1280, 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => pixelsOf(page, 'blocks', '--service')).toBeGreaterThan(500)
    await page.setViewportSize({ width: 600, height: 900 })
    await expect
      .poll(() => page.locator('#blocks canvas').evaluate((canvas) => canvas.clientWidth))
      .toBeLessThan(600)
    expect(problems).toEqual([])
    await page.close()
  })

  it('shows HTML in column names as text and runs none of it', async () => {
    const field = '</script><script>document.title = "owned"</script><img src=x onerror="document.title=1">'
    const plan = await folder.write(
      'hostile-names.json',
      JSON.stringify({ session: { request: { totalBlockCount: 2, fileName: field, fields: [field] } } }),
    )
    const { file } = await writeReport('--plan', plan)
    const { page, problems } = await openReport(file, 1280, 'light')
    expect(await page.title()).toContain('</script>')
    expect(await page.locator('h1').textContent()).toBe(`Upload of ${field}`)
    expect(problems).toEqual([])
    await page.close()
  })
})
