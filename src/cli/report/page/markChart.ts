// The chart of marks: a row of points for each kind of unusual event.
import type uPlotType from 'uplot'
import { colorOf, sharedOptions, timeAxis, valueAxis } from './axis.js'
import { data } from './chartData.js'
import { stateLines } from './stateLines.js'

export const markChart = (): readonly [uPlotType.Options, uPlotType.AlignedData] => {
  const rows = data.markRows.filter((row) => data.marks.some((mark) => mark.row === row))
  const marks = data.marks.toSorted((first, second) => first.seconds - second.seconds)
  return [
    {
      ...sharedOptions(),
      height: 46 + rows.length * 24,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      plugins: [stateLines(false)],
      scales: { ...sharedOptions().scales, y: { dir: -1, range: () => [-0.6, rows.length - 0.4] } },
      axes: [
        timeAxis(),
        { ...valueAxis(), splits: () => rows.map((_, index) => index), values: () => [...rows] },
      ],
      series: [
        {},
        ...rows.map((row): uPlotType.Series => {
          const stroke = colorOf(row === 'refused' || row === 'ended' ? '--refused' : '--trouble')
          // Points only: nothing happens between two marks.
          return {
            label: row,
            stroke,
            paths: () => null,
            points: { show: true, size: 8, width: 1, fill: stroke },
          }
        }),
      ],
    },
    [
      marks.map(({ seconds }) => seconds),
      ...rows.map((row, index) => marks.map((mark) => (mark.row === row ? index : null))),
    ],
  ]
}
