// The guide, followed to the letter: each chapter from an empty folder, with every file and every command as printed.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Block, blocksOf } from '../docs/block.js'
import { packedInto, root } from './project.js'
import { type Printed, type Terminals, terminalsIn } from './terminal.js'

const guide = await readFile(join(root, 'docs/guide.md'), 'utf8')
const [beginning = '', ...chapters] = guide.split(/^(?=## )/m)

const name = 'exact-match-session'

/** What serves does so until its chapter ends; everything else is over before the next block. */
const serves = /^npx (?:tsx server\.ts|exact-match-session serve)/m

/** A page as it is for this reader, who has the package from a file and may have another use for the port. */
const readBy = (page: string, tarball: string, port: number): string =>
  page.replaceAll(`npm install ${name}`, `npm install ${tarball}`).replaceAll('8080', String(port))

/** What is said to be printed, where `…` stands for anything. */
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

/** Follows blocks in their order: files are written, and run where the page says what they print. */
const follow = async (
  { run, serve }: Terminals,
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
    } else if (serves.test(content)) {
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
  tarball = (await packedInto(above)).tarball
})
afterAll(() => rm(above, { recursive: true }))

describe('the guide', () => {
  it('has three chapters, whose blocks are files, commands and what they print', () => {
    expect(chapters).toHaveLength(3)
    for (const { language, file } of blocksOf(guide)) {
      expect(file === null ? ['sh', 'text'] : ['ts', 'yaml']).toContain(language)
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
      const blocks = blocksOf(readBy(beginning + chapter, tarball, port))
      await follow(terminals, folder, blocks, `http://127.0.0.1:${port}`)
    },
  )
})
