// How much memory one valid decode leaves behind.
import { garbageOf } from '../runner/memory.js'
import { contenders } from './contender.js'
import { texts } from './sample.js'

const value: unknown = JSON.parse(texts.full)

process.stdout.write(
  JSON.stringify(
    Object.fromEntries(contenders.map(({ name, decode }) => [name, garbageOf(() => decode(value))])),
  ),
)
