import { it } from 'vitest'
import { checkConformance } from '../../src/testing/index.js'
import { faults } from './fault/index.js'
it('x', async () => {
  const sizes: number[] = []
  let missed = 0
  const t0 = performance.now()
  for (const [name, make] of Object.entries(faults)) {
    const r = await checkConformance(make())
    const h = r.counterexample?.history
    const size = h === undefined ? NaN : h.calls.length + (h.clients ?? []).flat().length
    sizes.push(size)
    if (r.verdict !== 'faulty') missed++
    console.log(r.verdict === 'faulty' ? 'ok' : 'MISSED ' + r.verdict, r.runs, size, name)
    if (size > 6) console.log(r.counterexample?.text)
  }
  console.log(sizes.length, 'faults', missed, 'missed; median', sizes.toSorted((a, b) => a - b)[sizes.length >> 1], Math.round(performance.now() - t0), 'ms')
}, 100000)
