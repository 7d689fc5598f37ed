// Runs the shell commands of the README as written, in a fresh copy of the repository's files.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blocksOf } from '../docs/block.js'
import { root, run } from './project.js'

const readme = await readFile(join(root, 'README.md'), 'utf8')
const blocks = blocksOf(readme)
  .filter(({ language }) => language === 'sh')
  .map(({ content }) => content)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fresh-'))
  const listed = await run(root, 'git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z')
  for (const file of listed.split('\0').filter((file) => file !== '')) {
    // Git lists deleted files until the deletion is staged.
    await cp(join(root, file), join(folder, file)).catch(() => undefined)
  }
})
afterAll(() => rm(folder, { recursive: true }))

describe('the README', () => {
  it('shows how to start', () => {
    expect(blocks[0]).toBe('npm install && npm start\n')
    expect(readme).toContain('npm install && npm test')
  })

  it.each(blocks)('runs: %s', async (block) => {
    expect(await run(folder, 'bash', '-euo', 'pipefail', '-c', block)).not.toBe('')
  })
})
