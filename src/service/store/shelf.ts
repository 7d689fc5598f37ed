// Things in the order in which they came, found by their id, in the memory of one process.
import type { Page, PageRequest } from '../sessionStore.js'

interface Placed<A> {
  readonly position: number
  item: A
}

/** Things by their id; a thing that is put again keeps its place. */
export interface Shelf<A> {
  readonly get: (id: string) => A | undefined
  readonly put: (id: string, item: A) => void
  readonly remove: (id: string) => void
  readonly page: (request: PageRequest) => Page<A>
  readonly size: () => number
}

/** Where the first thing past a position stands. */
const indexAfter = (inOrder: ReadonlyArray<Placed<unknown>>, position: number): number => {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((inOrder[middle]?.position ?? Number.POSITIVE_INFINITY) <= position) low = middle + 1
    else high = middle
  }
  return low
}

/** An empty shelf. */
export const shelf = <A>(): Shelf<A> => {
  const byId = new Map<string, Placed<A>>()
  const inOrder: Array<Placed<A>> = []
  let last = 0
  return {
    get: (id) => byId.get(id)?.item,
    put: (id, item) => {
      const placed = byId.get(id)
      if (placed !== undefined) {
        placed.item = item
        return
      }
      last += 1
      const added = { position: last, item }
      byId.set(id, added)
      inOrder.push(added)
    },
    remove: (id) => {
      const placed = byId.get(id)
      if (placed === undefined) return
      byId.delete(id)
      inOrder.splice(indexAfter(inOrder, placed.position) - 1, 1)
    },
    page: ({ top, skip = 0, after }) => {
      const start = (after === undefined ? 0 : indexAfter(inOrder, Number(after))) + skip
      const part = inOrder.slice(start, start + top)
      const end = part.at(-1)
      return {
        items: part.map(({ item }) => item),
        next: end === undefined || start + top >= inOrder.length ? null : String(end.position),
      }
    },
    size: () => inOrder.length,
  }
}
