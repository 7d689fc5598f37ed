// Reads a list to its end, page by page.
import type { Page, PageRequest } from '../../service/index.js'

export const everyPage = async <A>(list: (page: PageRequest) => Promise<Page<A>>, top: number) => {
  const pages: Array<ReadonlyArray<A>> = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page<A> = await list({ top, ...(after === undefined ? {} : { after }) })
    pages.push(page.items)
    after = page.next
  }
  return pages
}
