// Curves with a limited number of points, however long the simulation is. When a curve is full, every other point is
// dropped, and from then on every second, fourth, eighth … point is kept.

/** What remains at a time, for service and client; null where unknown. */
interface Point {
  /** Seconds since the start. */
  readonly seconds: number
  readonly service: number | null
  readonly client: number | null
}

/** Points as parallel arrays, as charts take them. */
export interface Curve {
  readonly seconds: ReadonlyArray<number>
  readonly service: ReadonlyArray<number | null>
  readonly client: ReadonlyArray<number | null>
  /** How many points there were before downsampling. */
  readonly of: number
}

export interface Downsampler {
  readonly add: (point: Point) => void
  readonly curve: () => Curve
}

/** Keeps at most `maxPoints` points, and the last one. */
export const downsample = (maxPoints: number): Downsampler => {
  let kept: Array<Point> = []
  let last: Point | undefined
  let stride = 1
  let count = 0
  return {
    add: (point) => {
      if (count % stride === 0) kept.push(point)
      if (kept.length > maxPoints) {
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
