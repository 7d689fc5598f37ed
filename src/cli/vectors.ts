// `exact-match-session vectors`: the model as data, for implementations in any language.
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { maxInt32, minInt32 } from '../codec/index.js'
import { exitCodes } from './exitCodes.js'
import { printFailure } from './failure.js'
import { type Io, untilInterrupted, write } from './io.js'
import { wholeNumber } from './optionValue.js'
import { loadTestKit } from './testKit.js'

interface Options {
  readonly seed: number
  readonly count: number
}

const run = async (io: Io, options: Options): Promise<number> => {
  const kit = await loadTestKit()
  if (E.isLeft(kit)) return printFailure(io, kit.left)
  return untilInterrupted(io, async (signal) => {
    for (const vector of kit.right.vectors(options)) {
      if (signal.aborted) break
      await write(io.stdout, `${JSON.stringify(vector)}\n`)
    }
    return exitCodes.ok
  })
}

/** The command. */
export const vectorsCommand = (io: Io, exit: (code: number) => void): Command =>
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

Each line holds a create request, the session that it creates and, for each event, whether the session accepts it and
the session afterwards. docs/vectors.md describes the format. fast-check must be installed. Exit codes: 0 all vectors
were printed, 2 the options can't be used, 4 the output can't be written, 130 and 143 interrupted.`,
    )
    .action(async (options) => exit(await run(io, options)))
