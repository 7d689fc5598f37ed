// What the charts of a report show: the page holds it as JSON.
import type { Curve } from '../downsampling.js'
import type { Mark, StateChange } from '../reportData.js'

export interface ChartData {
  readonly blocks: Curve
  readonly jobs: Curve
  readonly marks: ReadonlyArray<Mark>
  readonly markRows: ReadonlyArray<Mark['row']>
  readonly stateChanges: ReadonlyArray<StateChange>
  readonly seconds: number
}

// report.ts writes this element, from a value of this type.
export const data = JSON.parse(document.getElementById('data')?.textContent ?? 'null') as ChartData
