// A map in the order of insertion that can be read page by page, in the memory of one process.
import type { Page, PageRequest } from './sessionStore.js'

interface Entry<A> {
  readonly position: number
  value: A
}

/** Which items a page has. */
interface PageOptions<A> {
  /** Measures an item, for pages of a limited size. */
  readonly bytesOf?: (value: A) => number
  /** Leaves out items; none, unless set. */
  readonly matches?: (value: A) => boolean
}

/** A map whose entries keep their place when they are replaced. */
export interface OrderedMap<A> {
  readonly get: (key: string) => A | undefined
  readonly put: (key: string, value: A) => void
  readonly remove: (key: string) => void
  readonly page: (request: PageRequest, options?: PageOptions<A>) => Page<A>
  readonly size: () => number
}

/** The index of the first entry after a position, by binary search. */
const indexAfter = (entries: ReadonlyArray<Entry<unknown>>, position: number): number => {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entries[middle]?.position ?? Number.POSITIVE_INFINITY) <= position) low = middle + 1
    else high = middle
  }
  return low
}

/** An empty map. */
export const orderedMap = <A>(): OrderedMap<A> => {
  const byKey = new Map<string, Entry<A>>()
  const entries: Array<Entry<A>> = []
  let last = 0
  return {
    get: (key) => byKey.get(key)?.value,
    put: (key, value) => {
      const entry = byKey.get(key)
      if (entry !== undefined) {
        entry.value = value
        return
      }
      last += 1
      const added = { position: last, value }
      byKey.set(key, added)
      entries.push(added)
    },
    remove: (key) => {
      const entry = byKey.get(key)
      if (entry === undefined) return
      byKey.delete(key)
      entries.splice(indexAfter(entries, entry.position) - 1, 1)
    },
    page: (
      { top, skip = 0, after, maxBytes = Number.POSITIVE_INFINITY },
      { bytesOf = () => 0, matches = () => true } = {},
    ) => {
      const items: Array<A> = []
      let skipped = 0
      let bytes = 0
      let end = after ?? '0'
      for (let index = indexAfter(entries, Number(end)); index < entries.length; index += 1) {
        const entry = entries[index]
        if (entry === undefined || !matches(entry.value)) continue
        if (skipped < skip) {
          skipped += 1
          continue
        }
        if (items.length >= top || bytes >= maxBytes) return { items, next: items.length === 0 ? null : end }
        items.push(entry.value)
        end = String(entry.position)
        if (maxBytes < Number.POSITIVE_INFINITY) bytes += bytesOf(entry.value)
      }
      return { items, next: null }
    },
    size: () => entries.length,
  }
}
