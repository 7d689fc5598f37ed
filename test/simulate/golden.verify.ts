// The command line prints the bytes of golden/ in other time zones and locales, too.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spawnMain } from '../cli/process.js'

const examples = join(import.meta.dirname, '../../docs/examples')
const golden = (name: string): string => join(import.meta.dirname, `golden/${name}.jsonl`)

describe('the bytes of a trace', () => {
  it.each(
    [
      { TZ: 'Pacific/Apia', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    ].flatMap((env) => ['flaky', 'failing-processing'].map((name) => ({ ...env, name }))),
  )('are the same on the command line for $name, in $TZ and $LANG', async ({ name, ...env }) => {
    const { code, out } = await spawnMain(['simulate', '--plan', join(examples, `${name}.yaml`), '--jsonl'], {
      env,
    })
    expect(code).toBe(0)
    expect(out).toBe(await readFile(golden(name), 'utf8'))
  })
})
