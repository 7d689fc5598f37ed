// `exact-match-session diagram`: the statechart as a picture, from the chart itself.
import { Command, Option } from 'commander'
import { diagramOf } from '../machine/index.js'
import { exitCodes } from './exitCodes.js'
import { type Io, untilInterrupted, write } from './io.js'

type Format = 'mermaid' | 'dot' | 'svg'

/** Loads Graphviz, which takes a while, only when an SVG is asked for. */
const drawSvg = async (): Promise<string> => {
  const { instance } = await import('@viz-js/viz')
  return (await instance()).renderString(diagramOf('dot'), { format: 'svg' })
}

const run = (io: Io, { format }: { readonly format: Format }): Promise<number> =>
  untilInterrupted(io, async () => {
    await write(io.stdout, format === 'svg' ? await drawSvg() : diagramOf(format))
    return exitCodes.ok
  })

/** The command. */
export const diagramCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('diagram')
    .description('draw the states of a session and the events between them')
    .addOption(
      new Option('--format <format>', 'the language of the diagram')
        .choices(['mermaid', 'dot', 'svg'] satisfies ReadonlyArray<Format>)
        .default('mermaid' satisfies Format),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session diagram                            for Markdown that draws Mermaid
  $ exact-match-session diagram --format svg > states.svg
  $ exact-match-session diagram --format dot | dot -Tpng > states.png

The diagram goes to stdout. Exit codes: 0 it was drawn, 2 the options can't be used, 4 the output can't be
written, 130 and 143 interrupted.`,
    )
    .action(async (options) => exit(await run(io, options)))
