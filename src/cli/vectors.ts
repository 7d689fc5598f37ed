// `exact-match-session vectors`: the model as data, for implementations in any language.
import { Command } from 'commander'
import { maxInt32, minInt32 } from '../codec/index.js'
import { vectors } from '../testing/index.js'
import { exitCodes } from './failure.js'
import { endWithReader, write } from './output.js'
import { wholeNumber } from './wholeNumber.js'

interface Options {
  readonly seed: number
  readonly count: number
}

const run = async (options: Options): Promise<void> => {
  endWithReader(exitCodes.ok)
  for (const vector of vectors(options)) await write(`${JSON.stringify(vector)}\n`)
}

/** The command. */
export const vectorsCommand = (): Command =>
  new Command('vectors')
    .description('print histories of sessions as test vectors, a JSON line each')
    .option(
      '--seed <n>',
      'which vectors: the same seed, the same vectors',
      wholeNumber(minInt32, maxInt32),
      1,
    )
    .option('--count <n>', 'how many', wholeNumber(0), 1000)
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session vectors > vectors.jsonl            a thousand
  $ exact-match-session vectors --seed 7 --count 10        ten others

Each line tells a create request, the session it begins, and for each event whether it is taken and the session
after it. docs/vectors.md has the format. Exit codes: 0 all were printed, 2 the options can't be used.`,
    )
    .action(run)
