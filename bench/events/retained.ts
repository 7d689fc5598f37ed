// How much memory an event leaves behind for good: what a session is larger by after a million of them.

import { type Library, libraries } from './contender.js'
import { used } from './heap.js'
import { blocks, uploading } from './sample.js'

const million = 1_000_000

const retainedBy = ({ open }: Library): number => {
  const session = open(uploading('a'))
  const play = (count: number) => {
    for (let times = 0; times < count; times += blocks.length) for (const event of blocks) session.send(event)
  }
  play(million / 10)
  const before = used()
  play(million)
  const bytes = used() - before
  return session.remaining() > 0 ? Math.round(bytes / million) : Number.NaN
}

process.stdout.write(
  JSON.stringify(
    Object.fromEntries(
      libraries
        .filter(({ name }) => name === 'step' || name === 'actor.send')
        .map((library) => [library.name, retainedBy(library)]),
    ),
  ),
)
