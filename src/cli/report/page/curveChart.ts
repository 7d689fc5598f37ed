// The charts of remaining blocks and remaining jobs.
import type uPlotType from 'uplot'
import type { Curve } from '../downsampling.js'
import { colorOf, formatElapsed, sharedOptions, timeAxis, valueAxis } from './axis.js'
import { stateLines } from './stateLines.js'

declare const uPlot: typeof uPlotType

/** Steps: a count stays the same until it changes. */
const steppedSeries = (label: string, color: string): uPlotType.Series => {
  const paths = uPlot.paths.stepped?.({ align: 1 })
  return {
    label,
    stroke: colorOf(color),
    width: 2,
    points: { show: false },
    value: (_, value) => (value === null ? '–' : String(value)),
    ...(paths === undefined ? {} : { paths }),
  }
}

/** The chart of a curve; the first chart has the names of the states above it. */
export const curveChart = (
  curve: Curve,
  isFirst: boolean,
): readonly [uPlotType.Options, uPlotType.AlignedData] => {
  const max = Math.max(1, ...[...curve.service, ...curve.client].map((value) => value ?? 0))
  return [
    {
      ...sharedOptions(),
      height: isFirst ? 250 : 222,
      padding: [isFirst ? 40 : 12, 16, 0, 0],
      plugins: [stateLines(isFirst)],
      scales: { ...sharedOptions().scales, y: { range: () => [0, max * 1.04] } },
      axes: [
        timeAxis(),
        {
          ...valueAxis(),
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 5e4, 1e5, 1e6, 1e7, 1e8],
        },
      ],
      bands: [{ series: [1, 2], fill: colorOf('--gap') }],
      series: [
        { label: 'after', value: (_, value) => (value === null ? '–' : formatElapsed(value)) },
        steppedSeries('client', '--client'),
        steppedSeries('service', '--service'),
      ],
    },
    [[...curve.seconds], [...curve.client], [...curve.service]],
  ]
}
