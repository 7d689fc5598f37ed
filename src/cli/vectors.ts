// `exact-match-session vectors`: the model as data, for implementations in any language.
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { maxInt32, minInt32 } from '../codec/index.js'
import { exitCodes, report } from './failure.js'
import { endWithReader, write } from './output.js'
import { loadTestKit } from './testKit.js'
import { wholeNumber } from './wholeNumber.js'

interface Options {
  readonly seed: number
  readonly count: number
}

const run = async (options: Options): Promise<void> => {
  const kit = await loadTestKit()
  if (E.isLeft(kit)) return report(kit.left)
  endWithReader(exitCodes.ok)
  for (const vector of kit.right.vectors(options)) await write(`${JSON.stringify(vector)}\n`)
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
after it. docs/vectors.md has the format. fast-check must be installed. Exit codes: 0 all were printed, 2 the options
can't be used.`,
    )
    .action(run)
