// The script of a report, which draws the charts with uPlot. `npm run build` bundles it into dist/cli/report/page.js;
// the page holds uPlot as a script before it.
import type uPlotType from 'uplot'
import { data } from './chartData.js'
import { curveChart } from './curveChart.js'
import { markChart } from './markChart.js'

declare const uPlot: typeof uPlotType

const drawCharts = (): ReadonlyArray<uPlotType> => {
  const charts: Array<uPlotType> = []
  const place = (id: string, [options, points]: readonly [uPlotType.Options, uPlotType.AlignedData]) => {
    const element = document.getElementById(id)
    if (element === null) return
    element.replaceChildren()
    charts.push(new uPlot({ ...options, width: element.clientWidth }, points, element))
  }
  place('blocks', curveChart(data.blocks, true))
  place('jobs', curveChart(data.jobs, false))
  place('marks', markChart())
  return charts
}

let charts = drawCharts()

new ResizeObserver(() => {
  for (const chart of charts) {
    const width = chart.root.parentElement?.clientWidth ?? chart.width
    if (width !== chart.width) chart.setSize({ width, height: chart.height })
  }
}).observe(document.body)

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const chart of charts) chart.destroy()
  charts = drawCharts()
})
