// `exact-match-session diagram`: the statechart as a picture, from the chart itself.
import { Command, Option } from 'commander'
import { diagramOf } from '../machine/index.js'

type Format = 'mermaid' | 'dot' | 'svg'

/** Graphviz takes its time to load, so only whoever wants an SVG waits for it. */
const drawn = async (): Promise<string> => {
  const { instance } = await import('@viz-js/viz')
  return (await instance()).renderString(diagramOf('dot'), { format: 'svg' })
}

const run = async ({ format }: { readonly format: Format }): Promise<void> => {
  process.stdout.write(format === 'svg' ? await drawn() : diagramOf(format))
}

/** The command. */
export const diagramCommand = (): Command =>
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

The diagram goes to stdout. Exit codes: 0 it was drawn, 2 the format is not known.`,
    )
    .action(run)
