// The axes and the options that all charts of a report share.
import type uPlotType from 'uplot'
import { data } from './chartData.js'

/** The value of a custom property of the page's style, which differs by colour scheme. */
export const colorOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Seconds since the start in a short form: 45 s, 2:05, 1:00:00. */
export const formatElapsed = (seconds: number): string => {
  const whole = Math.floor(seconds)
  if (data.seconds < 120) return `${Number(seconds.toFixed(1))} s`
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)}`
    : `${minutes}:${twoDigits(whole % 60)}`
}

/** Wide enough for the names of mark rows, so that all charts start at the same place. */
const valueAxisWidth = 84

const baseAxis = (): uPlotType.Axis => ({
  stroke: colorOf('--quiet'),
  font: '12px ui-sans-serif, system-ui, sans-serif',
  grid: { stroke: colorOf('--line'), width: 1 },
  ticks: { show: false },
})

export const timeAxis = (): uPlotType.Axis => ({
  ...baseAxis(),
  values: (_, splits) => splits.map(formatElapsed),
  space: 70,
  size: 30,
})

export const valueAxis = (): uPlotType.Axis => ({ ...baseAxis(), size: valueAxisWidth })

/** The width is set when a chart is placed. */
export const sharedOptions = (): Pick<uPlotType.Options, 'cursor' | 'scales' | 'width'> => ({
  width: 300,
  cursor: { sync: { key: 'report' }, points: { size: 7 }, drag: { x: true, y: false } },
  scales: { x: { time: false, range: () => [0, Math.max(data.seconds, 1)] } },
})
