// A reader of the installed package can follow every link in its pages.
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, run } from './project.js'

const filesOf = async (): Promise<ReadonlyArray<string>> => {
  const output: unknown = JSON.parse(
    await run(root, 'npm', 'pack', '--dry-run', '--json', '--ignore-scripts'),
  )
  // npm prints a list of the packages that it would pack, here one.
  const [{ files }] = output as [{ files: ReadonlyArray<{ path: string }> }]
  return files.map(({ path }) => path)
}

/** The paths of the package that a page links to. */
const linksIn = (page: string, text: string): ReadonlyArray<string> =>
  [...text.replace(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '').matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
    .map(([, markdown = '', html = '']) => (markdown || html).replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
    .map((link) => posix.join(posix.dirname(page), link))

const isIn = (files: ReadonlyArray<string>, path: string): boolean =>
  files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`))

describe('the pages of the package', () => {
  it('link only to files and folders of the package', async () => {
    const files = await filesOf()
    const pages = files.filter((file) => file.endsWith('.md'))
    const links = await Promise.all(
      pages.map(async (page) =>
        linksIn(page, await readFile(join(root, page), 'utf8')).map((link) => ({ page, link })),
      ),
    )
    expect(links.flat().length).toBeGreaterThan(30)
    expect(links.flat().filter(({ link }) => !isIn(files, link))).toEqual([])
  })

  it('would fail with a link to a file that is not packed', () => {
    const text = '[a](b.md#c) [d](../e) <img src="f.png"> `[not](code)` [web](https://a.example) [here](#g)'
    expect(linksIn('docs/page.md', text)).toEqual(['docs/b.md', 'e', 'docs/f.png'])
    expect(isIn(['docs/b.md', 'e/h.md'], 'e')).toBe(true)
    expect(isIn(['docs/b.md', 'e/h.md'], 'docs/f.png')).toBe(false)
  })
})
