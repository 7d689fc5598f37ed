// How fast sessions are decoded, as ratios to ours: `npm run bench`, or with `-- --json` for programs.
// Build and run: tsc -p bench/tsconfig.json && node .bench/bench/decode.js
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { contenders, ours } from './contender.js'
import { type Runner, race } from './runner.js'
import { texts } from './sample.js'

const parse = (text: string): unknown => JSON.parse(text)

const kept: Array<unknown> = [undefined]

const taking = (values: ReadonlyArray<unknown>): ReadonlyArray<Runner> =>
  contenders.map(({ name, decode }) => ({
    name,
    units: values.length,
    run: () => {
      for (const value of values) kept[0] = decode(value)
      return kept
    },
  }))

const parsing = (all: ReadonlyArray<string>): Runner => ({
  name: 'JSON.parse',
  units: all.length,
  run: () => all.map(parse),
})

const full = parse(texts.full)
const faulty = parse(texts.faulty)

/** What is measured, each by every contender that can. */
const measures: Readonly<Record<string, ReadonlyArray<Runner>>> = {
  'a full session': [...taking([full]), parsing([texts.full])],
  'five properties': [...taking([parse(texts.selected)]), parsing([texts.selected])],
  '1,000 sessions, one key order': [...taking(texts.thousand.map(parse)), parsing(texts.thousand)],
  '1,000 sessions, 16 key orders': [
    ...taking(texts.thousandInOrders.map(parse)),
    parsing(texts.thousandInOrders),
  ],
  'three bad values, every error': contenders.map(({ name, faults }) => ({
    name,
    units: 1,
    run: () => faults(faulty),
  })),
  'decode, then encode': contenders.flatMap(({ name, roundTrip }) =>
    roundTrip === undefined ? [] : [{ name, units: 1, run: () => roundTrip(full) }],
  ),
}

for (const { name, takes, faults } of contenders) {
  if (!takes(full) || takes(faulty) || faults(faulty) < 3) throw new Error(`${name} judges otherwise`)
}

const garbageOf = (): Readonly<Record<string, number>> => {
  const script = fileURLToPath(new URL('./garbage.js', import.meta.url))
  const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']
  return JSON.parse(spawnSync(process.execPath, [...flags, script], { encoding: 'utf8' }).stdout)
}

const timings = Object.entries(measures).map(([measure, runners]) => ({
  measure,
  timings: race(runners, { rounds: 40, turn: 3 }),
}))
const garbage = garbageOf()

const cells = (row: ReadonlyArray<string>): string =>
  `| ${row.map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(10))).join(' | ')} |`

const table = (): string => {
  const names = [...contenders.map(({ name }) => name), 'JSON.parse']
  const rows = timings.map(({ measure, timings }) => {
    const of = (name: string) => timings.find((timing) => timing.name === name)?.nanoseconds
    const own = of(ours.name) ?? Number.NaN
    return names.map((name, index) => {
      const time = of(name)
      if (index === 0) return [measure, `${Math.round(own)} ns`]
      return [time === undefined ? '' : `${(time / own).toFixed(2)} ×`]
    })
  })
  return [
    cells(['', ...names]),
    cells(names.map(() => '---').concat('---')),
    ...rows.map((row) => cells(row.flat())),
    cells(['garbage of a valid decode', ...contenders.map(({ name }) => `${garbage[name]} B`), '']),
  ].join('\n')
}

process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ node: process.version, timings, garbage }, null, 2)}\n`
    : `Nanoseconds for one session; the others as multiples of ours. Medians of 40 rounds, by turns.\n\n${table()}\n`,
)
