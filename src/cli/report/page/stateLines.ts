// Dashed lines through all charts where the session changes its state.
import type uPlotType from 'uplot'
import { colorOf } from './axis.js'
import { data } from './chartData.js'

/** Draws the lines, and the names of the states above them if `labelled`. */
export const stateLines = (labelled: boolean): uPlotType.Plugin => ({
  hooks: {
    draw: (chart) => {
      const { ctx, bbox } = chart
      ctx.save()
      ctx.strokeStyle = colorOf('--turn')
      ctx.fillStyle = colorOf('--quiet')
      ctx.font = `${11 * devicePixelRatio}px ui-sans-serif, system-ui, sans-serif`
      ctx.lineWidth = devicePixelRatio
      ctx.textAlign = 'left'
      ctx.textBaseline = 'alphabetic'
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio])
      // Labels have two levels. One that overlaps others on both is left out; the timeline has it.
      const freeFrom = [bbox.left, bbox.left]
      for (const { seconds, state } of data.stateChanges) {
        const x = Math.round(chart.valToPos(seconds, 'x', true))
        ctx.beginPath()
        ctx.moveTo(x, bbox.top)
        ctx.lineTo(x, bbox.top + bbox.height)
        ctx.stroke()
        const width = ctx.measureText(state).width
        const left = Math.max(bbox.left, Math.min(x - width / 2, bbox.left + bbox.width - width))
        const level = freeFrom.findIndex((from) => from <= left)
        if (!labelled || level === -1) continue
        ctx.fillText(state, left, bbox.top - (7 + level * 14) * devicePixelRatio)
        freeFrom[level] = left + width + 10 * devicePixelRatio
      }
      ctx.restore()
    },
  },
})
