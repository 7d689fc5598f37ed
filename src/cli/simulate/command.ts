// The arguments and options of `exact-match-session simulate`, and its help.
import { Command, Option } from 'commander'
import { maxInt32, minInt32 } from '../../codec/index.js'
import { defaultTableLimits, presets } from '../../simulate/index.js'
import type { Io } from '../io.js'
import { badLines, delimiter, speed, wholeNumber } from '../optionValue.js'
import { runSimulate, type SimulateOptions } from './simulate.js'

/** The command. */
export const simulateCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('simulate')
    .description('simulate the upload of a table and print the session that it ends with')
    .argument(
      '[file.csv]',
      'the table to upload, also compressed by gzip; - is standard input (default: an example)',
    )
    .option(
      '--delimiter <character>',
      'what separates the values of the table: one such as ";", or tab',
      delimiter,
    )
    .option('--allow-bad-lines <n|n%>', 'leave out so many lines that are not as the header says', badLines)
    .option(
      '--max-columns <n>',
      'warn if the table has more columns than the service takes',
      wholeNumber(1),
      defaultTableLimits.columns,
    )
    .option(
      '--max-rows <n>',
      'warn if the table has more rows than the service takes',
      wholeNumber(1),
      defaultTableLimits.rows,
    )
    .option('--rows-per-block <n>', 'how many rows a block has', wholeNumber(1, maxInt32), 100)
    .option('--request <request.json>', 'start from a create request instead of a table')
    .option('--plan <plan.yaml>', 'start from a plan, in YAML or JSON, instead of a table')
    .option(
      '--seed <n>',
      'the seed of all random values: the same seed gives the same output',
      wholeNumber(minInt32, maxInt32),
    )
    .addOption(new Option('--faults <preset>', 'what goes wrong').choices(Object.keys(presets)))
    .option('--speed <speed>', 'max, realtime, or a multiple of real time such as 60x', speed)
    .option('--jsonl', 'print every trace entry as a line of JSON instead of the session at the end')
    .option('--report <report.html>', 'write an HTML page with charts, timeline and refusals')
    .option('--json', 'print the session in one line, and nothing else')
    .option('--show-secrets', 'print the salt and the signature of the upload URI')
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session simulate                           an example table
  $ exact-match-session simulate patients.csv              your own
  $ zcat patients.tsv.gz | exact-match-session simulate - --delimiter tab
  $ exact-match-session simulate --request request.json    a session as you would create it
  $ exact-match-session simulate --faults flaky --seed 7 --report report.html    a bad day, as a page
  $ exact-match-session simulate --plan plan.yaml --jsonl | jq 'select(.refused)'
  $ exact-match-session simulate patients.csv --json | jq .state

The session goes to stdout, everything else to stderr. Exit codes: 0 the session ended, 1 it did not end, 2 the
input can't be used, 3 the plan expects something else, 4 the output or the report can't be written, 130 and 143
interrupted. A reader of the output that closes it, as head does, ends the command with 0.`,
    )
    .action(async (file: string | undefined, options: SimulateOptions) =>
      exit(await runSimulate(io, file, options)),
    )
