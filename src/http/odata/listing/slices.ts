// Work over many sessions in slices, between which other requests have their turn: a costly filter, or texts that are the
// same for a thousand characters, take milliseconds for a few sessions already.

/** Lets other requests have their turn, also where a store answers at once. */
export const yieldToOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** How many items a slice has. */
const filtered = 20
const compared = 500

/** The indices of the items that pass. */
export const indicesPassing = async <A>(
  items: ReadonlyArray<A>,
  passes: (item: A) => boolean,
): Promise<ReadonlyArray<number>> => {
  const indices: Array<number> = []
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % filtered === 0) await yieldToOthers()
    if (passes(item)) indices.push(index)
  }
  return indices
}

type Compare<A> = (first: A, second: A) => number

/** Two sorted lists as one; of equal items those of the first come first. */
const merge = async <A>(
  first: ReadonlyArray<A>,
  second: ReadonlyArray<A>,
  compare: Compare<A>,
): Promise<ReadonlyArray<A>> => {
  const merged: Array<A> = []
  let [one, other] = [0, 0]
  while (one < first.length && other < second.length) {
    // Both indices are within their lists.
    const [left, right] = [first[one] as A, second[other] as A]
    if (compare(left, right) <= 0) {
      merged.push(left)
      one += 1
    } else {
      merged.push(right)
      other += 1
    }
    if (merged.length % compared === 0) await yieldToOthers()
  }
  return merged.concat(first.slice(one), second.slice(other))
}

/** The items in order, as `toSorted` gives them: a merge sort. */
export const sortedInSlices = async <A>(
  items: ReadonlyArray<A>,
  compare: Compare<A>,
): Promise<ReadonlyArray<A>> => {
  if (items.length <= compared / 10) return items.toSorted(compare)
  const middle = Math.ceil(items.length / 2)
  const first = await sortedInSlices(items.slice(0, middle), compare)
  await yieldToOthers()
  return merge(first, await sortedInSlices(items.slice(middle), compare), compare)
}
