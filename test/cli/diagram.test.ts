// `exact-match-session diagram`.
import { describe, expect, it } from 'vitest'
import { diagramOf } from '../../src/machine/index.js'
import { run } from './run.js'

describe('exact-match-session diagram', () => {
  it.each(['mermaid', 'dot'] as const)('prints the chart in %s, and nothing else', async (format) => {
    const { code, out, err } = await run(['diagram', '--format', format])
    expect([code, out, err]).toEqual([0, diagramOf(format), ''])
  })

  it('draws it as an SVG', async () => {
    const { code, out, err } = await run(['diagram', '--format', 'svg'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^<\?xml [\s\S]*<svg [\s\S]*ProcessingInProgress[\s\S]*<\/svg>\s*$/)
  })

  it('prints Mermaid by default', async () => {
    expect((await run(['diagram'])).out).toBe(diagramOf('mermaid'))
  })

  it('rejects other formats', async () => {
    const { code, out, err } = await run(['diagram', '--format', 'png'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('Allowed choices are mermaid, dot, svg.')
  })

  it('prints a help text with examples and exit codes', async () => {
    const { code, out } = await run(['diagram', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('$ exact-match-session diagram --format svg > states.svg')
    expect(out).toContain('Exit codes:')
  })
})
