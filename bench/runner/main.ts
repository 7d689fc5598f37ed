// npm run bench [-- subject…]: every subject under bench/, or those named, each in a process of its own, as Markdown.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform } from 'node:os'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const moduleOf = (name: string): string | undefined =>
  [`../${name}.js`, `../${name}/index.js`].map(here).find((path) => existsSync(path))

const subjects = [...new Set(readdirSync(here('..')).map((entry) => entry.replace(/\.js$/, '')))]
  .filter((name) => moduleOf(name) !== undefined)
  .toSorted()

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !subjects.includes(name))

if (unknown.length > 0) {
  process.stderr.write(`there is no subject ${unknown.join(', ')}; there are ${subjects.join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const name of asked.length === 0 ? subjects : asked) {
    const script = [here('./alone.js'), moduleOf(name) ?? '']
    const { status } = spawnSync(process.execPath, ['--expose-gc', '--min-semi-space-size=16', ...script], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (status !== 0) process.exitCode = 1
  }
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? arch()}, ${platform()} ${arch()}`
  const date = new Date().toISOString().slice(0, 10)
  process.stdout.write(`Measured on ${date} with Node ${process.version} on ${machine}.\n`)
}
