// Follows the guide to the letter: each chapter in an empty folder, with every file and every command as printed.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Block, blocksOf } from '../docs/block.js'
import { packInto, root } from './project.js'
import { type Printed, type Terminals, terminalsIn } from './terminal.js'

const guide = await readFile(join(root, 'docs/guide.md'), 'utf8')
const [beginning = '', ...chapters] = guide.split(/^(?=## )/m)

const name = 'exact-match-session'

/** Commands that run until the next of them, or their chapter ends; all others end before the next block. */
const serves = /^npx (?:tsx (?:plain|express|fastify|hono)\.ts|exact-match-session serve)/m

/** The page with the tarball in place of the package's name, and a free port in place of 8080. */
const adaptPage = (page: string, tarball: string, port: number): string =>
  page.replaceAll(`npm install ${name}`, `npm install ${tarball}`).replaceAll('8080', String(port))

/** A pattern for printed text, where `…` stands for anything. */
const patternOf = (text: string): RegExp => {
  const parts = text
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^]*')}$`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Follows blocks in order: writes files, and runs those whose output the page shows next. */
const follow = async (
  { run, serve, close }: Terminals,
  folder: string,
  blocks: ReadonlyArray<Block>,
  url: string,
): Promise<void> => {
  let last: Printed = { out: '', err: '' }
  for (const [index, { language, content, file }] of blocks.entries()) {
    if (file !== null) {
      await writeFile(join(folder, file), content)
      if (blocks[index + 1]?.language === 'text') last = await run(`npx tsx ${file}`)
    } else if (language === 'text') {
      const { out, err } = last
      expect([out.trim(), err.trim()]).toContainEqual(expect.stringMatching(patternOf(content)))
    } else if (language === 'ts') {
      // Not a file: test/docs/example.test.ts compiles and runs it.
    } else if (serves.test(content)) {
      await close()
      await serve(content, url)
    } else {
      last = await run(content)
    }
  }
}

let above: string
let tarball: string
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'reader-'))
  tarball = (await packInto(above)).tarball
})
afterAll(() => rm(above, { recursive: true }))

describe('the guide', () => {
  it('has three chapters with files, commands and their output', () => {
    expect(chapters).toHaveLength(3)
    for (const { language, file } of blocksOf(guide)) {
      expect(file === null ? ['sh', 'text', 'ts'] : ['ts', 'yaml']).toContain(language)
    }
  })

  it.each(chapters.map((chapter) => ({ title: chapter.slice(3, chapter.indexOf('\n')), chapter })))(
    '$title',
    { timeout: 300_000 },
    async ({ title, chapter }) => {
      const port = await freePort()
      const folder = join(above, title.replace(/\W+/g, '-').toLowerCase())
      await mkdir(folder)
      const terminals = terminalsIn(folder)
      onTestFinished(terminals.close)
      const blocks = blocksOf(adaptPage(beginning + chapter, tarball, port))
      await follow(terminals, folder, blocks, `http://127.0.0.1:${port}`)
    },
  )
})
