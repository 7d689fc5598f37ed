// A list that comes in pages, read to its end.
import type { Page, PageRequest } from '../../service/index.js'

/** Every page of a list, one after the other. */
export const everyPage = async <A>(list: (page: PageRequest) => Promise<Page<A>>, top: number) => {
  const pages: Array<ReadonlyArray<A>> = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page<A> = await list({ top, ...(after === undefined ? {} : { after }) })
    pages.push(page.items)
    after = page.next
  }
  return pages
}
