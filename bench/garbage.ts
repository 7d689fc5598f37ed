// How much memory one valid decode leaves behind. Run by decode.ts in a process whose young generation is so large
// that nothing is collected meanwhile.
import { contenders } from './contender.js'
import { texts } from './sample.js'

const value: unknown = JSON.parse(texts.full)
const times = 4000

const kept: Array<unknown> = [undefined]

const bytesOf = (decode: (value: unknown) => unknown): number => {
  for (let count = 0; count < 4 * times; count++) kept[0] = decode(value)
  const measured = Array.from({ length: 5 }, () => {
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    for (let count = 0; count < times; count++) kept[0] = decode(value)
    return (process.memoryUsage().heapUsed - before) / times
  })
  return Math.round(Math.min(...measured))
}

process.stdout.write(
  JSON.stringify(Object.fromEntries(contenders.map(({ name, decode }) => [name, bytesOf(decode)]))),
)
