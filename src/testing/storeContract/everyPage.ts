// Reads a list to its end, page by page.
import type { Page, PageRequest } from '../../service/index.js'
import { ok } from './assertion.js'

/** So many pages no case needs: a list that has more does not end. */
const maxPages = 10_000

export type List<A> = (page: PageRequest) => Promise<Page<A>>

/** All pages; throws if the list does not move on. */
export const everyPage = async <A>(list: List<A>, top: number): Promise<ReadonlyArray<ReadonlyArray<A>>> => {
  const pages: Array<ReadonlyArray<A>> = []
  const positions = new Set<string>()
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page<A> = await list({ top, ...(after === undefined ? {} : { after }) })
    ok(page.items.length <= top, `a page has ${page.items.length} items; expected at most ${top}`)
    pages.push(page.items)
    after = page.next
    if (after === null) break
    ok(!positions.has(after), `two pages have the next ${after}: the list ignores after`)
    positions.add(after)
    ok(pages.length < maxPages, `the list has no end after ${maxPages} pages: it ignores after`)
  }
  return pages
}

/** Throws if a page that has a next is followed by nothing, in a list of which nothing is removed meanwhile. */
export const expectLastPage = (pages: ReadonlyArray<ReadonlyArray<unknown>>): void =>
  ok(pages.length < 2 || pages.at(-1)?.length !== 0, 'the last page has a next: an empty page follows it')

/** The same for a list of which others may remove: it is read again, as they hardly interfere three times. */
export const expectListToEnd = async (list: List<unknown>): Promise<void> => {
  for (const isLast of [false, false, true]) {
    const pages = await everyPage(list, 1)
    if (pages.at(-1)?.length !== 0) return
    if (isLast) expectLastPage(pages)
  }
}
