// A Chromium that is there: the one that CHROMIUM names, or one of the system.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

/** Whether there is one; tests in a browser are skipped where there is none. */
export const hasChromium = executablePath !== undefined

if (!hasChromium) {
  process.stderr.write('Skipped: tests in a browser. Install chromium, or set CHROMIUM to the path of one.\n')
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
