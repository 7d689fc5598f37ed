// The part of a report that runs in a browser: draws the curves with uPlot, which the page holds. It has no imports,
// so that what it compiles to can stand in the page as it is.
import type uPlotType from 'uplot'
import type { Mark, Turn } from './chronicle.js'
import type { Curve } from './thinning.js'

declare const uPlot: typeof uPlotType

/** What the page holds for its charts. */
export interface ChartData {
  readonly blocks: Curve
  readonly jobs: Curve
  readonly marks: ReadonlyArray<Mark>
  readonly lanes: ReadonlyArray<Mark['lane']>
  readonly turns: ReadonlyArray<Turn>
  readonly seconds: number
}

// The page itself writes this element, from a value of this type.
const data = JSON.parse(document.getElementById('data')?.textContent ?? 'null') as ChartData

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const two = (value: number): string => String(value).padStart(2, '0')

/** Seconds since the start, as short as they can be told: 45 s, 2:05, 1:00:00. */
const elapsed = (seconds: number): string => {
  const whole = Math.floor(seconds)
  if (data.seconds < 120) return `${Number(seconds.toFixed(1))} s`
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

const font = '12px ui-sans-serif, system-ui, sans-serif'

/** Room for the names of lanes, so that all charts begin at the same place. */
const axisWidth = 84

const axis = (): uPlotType.Axis => ({
  stroke: colour('--quiet'),
  font,
  grid: { stroke: colour('--line'), width: 1 },
  ticks: { show: false },
})

const timeAxis = (): uPlotType.Axis => ({
  ...axis(),
  values: (_, splits) => splits.map(elapsed),
  space: 70,
  size: 30,
})

/** Where the session comes to another state, a line through all charts, and its name above the first. */
const turnsOn = (named: boolean): uPlotType.Plugin => ({
  hooks: {
    draw: (chart) => {
      const { ctx, bbox } = chart
      ctx.save()
      ctx.strokeStyle = colour('--turn')
      ctx.fillStyle = colour('--quiet')
      ctx.font = `${11 * devicePixelRatio}px ui-sans-serif, system-ui, sans-serif`
      ctx.lineWidth = devicePixelRatio
      ctx.textAlign = 'left'
      ctx.textBaseline = 'alphabetic'
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio])
      // Names stand in two rows; one that would stand on others in both is left out, the timeline has it.
      const free = [bbox.left, bbox.left]
      for (const { seconds, state } of data.turns) {
        const x = Math.round(chart.valToPos(seconds, 'x', true))
        ctx.beginPath()
        ctx.moveTo(x, bbox.top)
        ctx.lineTo(x, bbox.top + bbox.height)
        ctx.stroke()
        const width = ctx.measureText(state).width
        const left = Math.max(bbox.left, Math.min(x - width / 2, bbox.left + bbox.width - width))
        const row = free.findIndex((from) => from <= left)
        if (!named || row === -1) continue
        ctx.fillText(state, left, bbox.top - (7 + row * 14) * devicePixelRatio)
        free[row] = left + width + 10 * devicePixelRatio
      }
      ctx.restore()
    },
  },
})

const shared = (): Pick<uPlotType.Options, 'cursor' | 'scales' | 'width'> => ({
  width: 300,
  cursor: { sync: { key: 'report' }, points: { size: 7 }, drag: { x: true, y: false } },
  scales: { x: { time: false, range: () => [0, Math.max(data.seconds, 1)] } },
})

/** What remains, as steps: it stays as it is until it changes. */
const line = (label: string, name: string): uPlotType.Series => {
  const paths = uPlot.paths.stepped?.({ align: 1 })
  return {
    label,
    stroke: colour(name),
    width: 2,
    points: { show: false },
    value: (_, value) => (value === null ? '–' : String(value)),
    ...(paths === undefined ? {} : { paths }),
  }
}

const remaining = (curve: Curve, named: boolean): readonly [uPlotType.Options, uPlotType.AlignedData] => {
  const most = Math.max(
    1,
    ...curve.service.map((value) => value ?? 0),
    ...curve.client.map((value) => value ?? 0),
  )
  return [
    {
      ...shared(),
      height: named ? 250 : 222,
      padding: [named ? 40 : 12, 16, 0, 0],
      plugins: [turnsOn(named)],
      scales: { ...shared().scales, y: { range: () => [0, most * 1.04] } },
      axes: [
        timeAxis(),
        {
          ...axis(),
          size: axisWidth,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 5e4, 1e5, 1e6, 1e7, 1e8],
        },
      ],
      bands: [{ series: [1, 2], fill: colour('--gap') }],
      series: [
        { label: 'after', value: (_, value) => (value === null ? '–' : elapsed(value)) },
        line('the client believes', '--client'),
        line('the service has', '--service'),
      ],
    },
    [[...curve.seconds], [...curve.client], [...curve.service]],
  ]
}

const marked = (): readonly [uPlotType.Options, uPlotType.AlignedData] => {
  const present = data.lanes.filter((lane) => data.marks.some((mark) => mark.lane === lane))
  const marks = data.marks.toSorted((first, second) => first.seconds - second.seconds)
  return [
    {
      ...shared(),
      height: 46 + present.length * 24,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      plugins: [turnsOn(false)],
      scales: { ...shared().scales, y: { dir: -1, range: () => [-0.6, present.length - 0.4] } },
      axes: [
        timeAxis(),
        {
          ...axis(),
          size: axisWidth,
          splits: () => present.map((_, index) => index),
          values: () => [...present],
        },
      ],
      series: [
        {},
        ...present.map((lane): uPlotType.Series => {
          const stroke = colour(lane === 'refused' || lane === 'ended' ? '--refused' : '--trouble')
          // Points alone: what lies between two of them did not happen.
          return {
            label: lane,
            stroke,
            paths: () => null,
            points: { show: true, size: 8, width: 1, fill: stroke },
          }
        }),
      ],
    },
    [
      marks.map(({ seconds }) => seconds),
      ...present.map((lane, index) => marks.map((mark) => (mark.lane === lane ? index : null))),
    ],
  ]
}

const charts = (): ReadonlyArray<uPlotType> => {
  const drawn: Array<uPlotType> = []
  const place = (id: string, [options, points]: readonly [uPlotType.Options, uPlotType.AlignedData]) => {
    const element = document.getElementById(id)
    if (element === null) return
    element.replaceChildren()
    drawn.push(new uPlot({ ...options, width: element.clientWidth }, points, element))
  }
  place('blocks', remaining(data.blocks, true))
  place('jobs', remaining(data.jobs, false))
  place('marks', marked())
  return drawn
}

let drawn = charts()

new ResizeObserver(() => {
  for (const chart of drawn) {
    const width = chart.root.parentElement?.clientWidth ?? chart.width
    if (width !== chart.width) chart.setSize({ width, height: chart.height })
  }
}).observe(document.body)

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const chart of drawn) chart.destroy()
  drawn = charts()
})
