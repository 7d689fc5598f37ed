// `exact-match-session conform`: checks any implementation of the documented API against the model.
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { maxInt32, minInt32 } from '../../codec/index.js'
import type { ConformanceReport } from '../../testing/index.js'
import { exitCodes } from '../exitCodes.js'
import { printFailure } from '../failure.js'
import { type Io, untilInterrupted, write } from '../io.js'
import { wholeNumber } from '../optionValue.js'
import { loadTestKit } from '../testKit.js'
import { progressOn } from './progress.js'

interface Options {
  readonly token: string
  readonly seed: number
  readonly runs: number
  readonly concurrency: number
  readonly timeout: number
  readonly processingTimeout: number
  readonly report?: string
}

const codeOf: Readonly<Record<ConformanceReport['verdict'], number>> = {
  conforms: exitCodes.ok,
  faulty: exitCodes.unfinished,
  unusable: exitCodes.badInput,
}

const sentenceOf: Readonly<Record<ConformanceReport['verdict'], string>> = {
  conforms: 'it conforms',
  faulty: 'it does not conform; the shortest history that shows it is on stdout',
  unusable: 'it can’t be judged; the request and the response are on stdout',
}

/** How many cells of the state × event table the runs reached. */
const coverageOf = ({ coverage }: ConformanceReport): string => {
  const missed = coverage.missed.map(({ state, event }) => `${state} × ${event}`).join(', ')
  return (
    `${coverage.reached} of the ${coverage.cells} cells of the state × event table were reached, ` +
    `${coverage.unreachable.length} can’t be over HTTP${missed === '' ? '' : `; not reached: ${missed}`}\n`
  )
}

const summaryOf = (result: ConformanceReport): string => {
  const { verdict, seed, runs, calls } = result
  const summary = `${sentenceOf[verdict]}: ${calls} calls in ${runs} runs, seed ${seed}\n`
  return verdict === 'conforms' ? summary + coverageOf(result) : summary
}

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const run = async (io: Io, baseUrl: string, options: Options): Promise<number> => {
  if (!isUrl(baseUrl)) return printFailure(io, { message: `${baseUrl} is no http or https URL` })
  const kit = await loadTestKit()
  if (E.isLeft(kit)) return printFailure(io, kit.left)
  const { checkConformance, httpSystem } = kit.right
  const { token, seed, runs: numRuns, concurrency } = options
  const requestTimeout = options.timeout * 1000
  const processingTimeout = options.processingTimeout * 1000
  const system = httpSystem({ baseUrl, token, requestTimeout, processingTimeout })
  const progress = progressOn(io.stderr, numRuns)
  return untilInterrupted(io, async (signal) => {
    signal.addEventListener('abort', progress.close)
    const result = await checkConformance(system, {
      seed,
      numRuns,
      concurrency,
      // Waiting for the processing is one call, which ends with one more request.
      timeLimit: processingTimeout + 2 * requestTimeout,
      onRun: progress.show,
    })
    progress.close()
    io.stderr.write(summaryOf(result))
    if (result.counterexample !== null) await write(io.stdout, `${result.counterexample.text}\n`)
    const code = codeOf[result.verdict]
    if (options.report === undefined) return code
    return writeFile(options.report, `${JSON.stringify(result, null, 2)}\n`).then(
      () => code,
      (error: unknown) =>
        printFailure(io, { message: `${options.report}: the report can’t be written (${String(error)})` }),
    )
  })
}

/** The command. */
export const conformCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('conform')
    .description('check an implementation of the documented API against the model')
    .argument('<url>', 'the URL of the API, without /dataClassification')
    .requiredOption('--token <token>', 'the bearer token')
    .option(
      '--seed <n>',
      'the seed of the histories: the same seed gives the same histories',
      wholeNumber(minInt32, maxInt32),
      1,
    )
    .option('--runs <n>', 'how many histories', wholeNumber(1, maxInt32), 100)
    .option(
      '--concurrency <n>',
      'how many clients call at once, in half of the histories',
      wholeNumber(1, 64),
      4,
    )
    .option('--timeout <seconds>', 'how long a response may take', wholeNumber(1, 3600), 10)
    .option('--processing-timeout <seconds>', 'how long the processing may take', wholeNumber(1, 86_400), 60)
    .option('--report <report.json>', 'write the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session conform http://127.0.0.1:8080 --token secret
  $ exact-match-session conform http://127.0.0.1:8080 --token secret --seed 5 --runs 1000 --concurrency 8

The command creates sessions, uploads blocks to their upload URIs, commits, cancels and renews, and checks every
response. If one is wrong, stdout has the shortest history that shows it; progress goes to stderr. fast-check must be
installed. Exit codes: 0 it conforms, 1 it does not, 2 it can't be judged (no server, wrong token, no such API) or
the options can't be used, 4 the output can't be written, 130 and 143 interrupted.`,
    )
    .action(async (url, options) => exit(await run(io, url, options)))
