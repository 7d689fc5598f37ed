// How much memory live sessions take.
import type { SessionRecord } from '../../src/machine/index.js'
import { actorOf } from './contender.js'

const many = 100_000

/** The bytes in use when all that can go is gone. */
export const used = (): number => {
  for (let times = 0; times < 4; times++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const heapOf = (open: (id: string) => unknown): number => {
  const before = used()
  const sessions = Array.from({ length: many }, (_, index) => open(String(index)))
  const bytes = used() - before
  return sessions.length === many ? bytes : Number.NaN
}

/** The bytes of 100,000 sessions as records and as actors. */
export const heaps = (session: (id: string) => SessionRecord): Readonly<Record<string, number>> => ({
  records: heapOf(session),
  actors: heapOf((id) => actorOf(session(id))),
})
