// Curves that never hold more than so many points, however long the simulation: when they are full, every other
// point is left out, and from then on twice as many are passed over.

/** What remains at a time, for service and client; null where nobody knows. */
interface Point {
  /** Seconds since the start. */
  readonly seconds: number
  readonly service: number | null
  readonly client: number | null
}

/** Points side by side, as charts take them. */
export interface Curve {
  readonly seconds: ReadonlyArray<number>
  readonly service: ReadonlyArray<number | null>
  readonly client: ReadonlyArray<number | null>
  /** Of how many points these are a part. */
  readonly of: number
}

export interface Thinning {
  readonly add: (point: Point) => void
  readonly curve: () => Curve
}

/** A curve of at most so many points and the last one. */
export const thinned = (most: number): Thinning => {
  let kept: Array<Point> = []
  let last: Point | undefined
  let stride = 1
  let count = 0
  return {
    add: (point) => {
      if (count % stride === 0) kept.push(point)
      if (kept.length > most) {
        kept = kept.filter((_, index) => index % 2 === 0)
        stride *= 2
      }
      last = point
      count += 1
    },
    curve: () => {
      const points = last === undefined || kept.at(-1) === last ? kept : [...kept, last]
      return {
        seconds: points.map(({ seconds }) => seconds),
        service: points.map(({ service }) => service),
        client: points.map(({ client }) => client),
        of: count,
      }
    },
  }
}
