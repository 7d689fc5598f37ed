// npm run bench [-- [subject…] [--json]]: every subject under bench/, or those that are named, one after the other,
// each in a process of its own. Markdown or JSON on stdout; what is being measured on stderr.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform } from 'node:os'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A subject is a file, or a folder with an index, beside this one. */
const moduleOf = (name: string): string | undefined =>
  [`../${name}.js`, `../${name}/index.js`].map(here).find((path) => existsSync(path))

const subjects = [...new Set(readdirSync(here('..')).map((entry) => entry.replace(/\.js$/, '')))]
  .filter((name) => moduleOf(name) !== undefined)
  .toSorted()

const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('-'))
const strangers = asked.filter((name) => !subjects.includes(name))
const json = words.includes('--json')

const measured = (name: string): string => {
  const script = [here('./alone.js'), moduleOf(name) ?? '', ...(json ? ['--json'] : [])]
  const { status, stdout } = spawnSync(process.execPath, ['--expose-gc', ...script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) process.exitCode = 1
  return stdout
}

/** What the figures depend on, beside the code. */
const conditions = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  machine: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? arch()}, ${platform()} ${arch()}`,
  command: `npm run bench${asked.length === 0 ? '' : ` -- ${asked.join(' ')}`}`,
}

if (strangers.length > 0) {
  process.stderr.write(`there is no subject ${strangers.join(', ')}; there are ${subjects.join(', ')}\n`)
  process.exitCode = 2
} else {
  const chosen = asked.length === 0 ? subjects : asked
  if (json) {
    const results = chosen
      .map(measured)
      .flatMap((text): ReadonlyArray<unknown> => (text ? [JSON.parse(text)] : []))
    process.stdout.write(`${JSON.stringify({ ...conditions, subjects: results }, null, 2)}\n`)
  } else {
    const { date, node, machine, command } = conditions
    for (const name of chosen) process.stdout.write(measured(name))
    process.stdout.write(`Measured on ${date} with Node ${node} on ${machine}, by \`${command}\`.\n`)
  }
}
