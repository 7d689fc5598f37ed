// The arguments and options of `exact-match-session sweep`, and its help.
import { Command, Option } from 'commander'
import { maxInt32, minInt32 } from '../../codec/index.js'
import { presets } from '../../simulate/index.js'
import type { Io } from '../io.js'
import { wholeNumber } from '../optionValue.js'
import { runSweep, type SweepOptions } from './sweep.js'
import { variable } from './vary.js'

/** The command. */
export const sweepCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('sweep')
    .description('simulate a plan with many seeds and print how long it takes')
    .argument('<plan.yaml>', 'the plan, in YAML or JSON')
    .option('--seeds <n>', 'how many seeds, from the first on', wholeNumber(1, 1_000_000), 1000)
    .option('--seed <n>', 'the first seed (default: that of the plan)', wholeNumber(minInt32, maxInt32))
    .option(
      '--vary <path=values>',
      'values of the plan in turn, such as network.bandwidth=10,20,50; several: every combination',
      variable,
      [],
    )
    .addOption(new Option('--faults <preset>', 'what goes wrong').choices(Object.keys(presets)))
    .option('--jsonl', 'print a line of JSON for each variation instead of tables')
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session sweep plan.yaml                    how long, and how sure that is
  $ exact-match-session sweep plan.yaml --faults hostile   what a bad day costs
  $ exact-match-session sweep plan.yaml --vary network.bandwidth=10,20,50
  $ exact-match-session sweep plan.yaml --vary session.rowsPerBlock=100,1000 --vary network.parallelUploads=1,4
  $ exact-match-session sweep plan.yaml --jsonl | jq .completion.p99.value

A table has percentiles of upload, processing and completion with their 95 % confidence intervals, and what the faults
of the plan cost: the completion with them less that without, seed by seed. Lines of JSON have seconds; null is a time that
never comes, or an end that an interval doesn't have because there are too few seeds. The plan may say what it expects:

  expect: { state: Completed, within: 30 min, p99: 20 min }    every session and completion, and a percentile

Exit codes: 0 all is as expected, 2 the input can't be used, 3 an expectation is not met, 4 the output can't be
written, 130 and 143 interrupted.`,
    )
    .action(async (file: string, options: SweepOptions) => exit(await runSweep(io, file, options)))
