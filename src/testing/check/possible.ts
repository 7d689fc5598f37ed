// What a session may be: after a lost answer, or while a system works by itself, it may be one of several things.
import * as E from 'fp-ts/lib/Either.js'
import { type SessionRecord, step } from '../../machine/index.js'
import { timeOf } from '../call.js'
import { expectation, type Reference } from '../reference.js'
import type { SessionSystem } from '../system.js'
import type { Clock } from './difference.js'

/** What a system leaves to itself. */
export interface Manner {
  readonly clock: Clock
  readonly processing: 'told' | 'own'
}

/** How a system wants to be asked. */
export const mannerOf = ({ clock = 'own', processing = 'told' }: SessionSystem): Manner => ({
  clock,
  processing,
})

/** What a session may be, one or several; never none. */
export type References = ReadonlyArray<Reference>

const advanced = (reference: Reference, count: number): Reference => {
  const at = reference.record.context.lastUpdatedDateTime ?? timeOf({})
  return E.match(
    () => reference,
    (record: SessionRecord): Reference => ({ ...reference, record }),
  )(step(reference.record, { type: 'job.completed', at, count }))
}

/** The session after any of the calls whose answers got lost, in any order, or none. */
const afterLost = (reference: Reference): References => [
  reference,
  ...reference.lost.flatMap((asked) => {
    const next = expectation(reference, asked)
    const lost = reference.lost.filter((other) => other !== asked)
    return E.isLeft(next) ? [] : afterLost({ ...next.right, lost })
  }),
]

/** The session after any number of its jobs, for a system that does them by itself. */
const afterJobs = (reference: Reference): References => {
  const { value, context } = reference.record
  const remaining = value === 'processing' ? (context.jobs?.remaining ?? 0) : 0
  return [reference, ...Array.from({ length: remaining }, (_, done) => advanced(reference, done + 1))]
}

/** Whether nothing can have happened to a session while nobody looked. */
export const isSettled = ({ processing }: Manner, { lost }: Reference): boolean =>
  processing === 'told' && lost.length === 0

/** What a session may have become while nobody looked. */
export const meanwhile = ({ processing }: Manner, reference: Reference): References => {
  const called = reference.lost.length === 0 ? [reference] : afterLost(reference)
  return processing === 'told' ? called : called.flatMap(afterJobs)
}

/** What tells two things that a session may be apart. */
export const keyOf = ({ record, uri, blocks, seen, lost }: Reference): string => {
  const { value, context } = record
  const { timeline, lastUpdatedDateTime, jobs, error } = context
  const times = seen === null ? [timeline, lastUpdatedDateTime] : [seen.lastUpdatedDateTime]
  return JSON.stringify([value, context.blocks.remaining, jobs, error, times, uri, [...blocks].sort(), lost])
}

/** Each of several things once. */
export const distinct = (references: References): References =>
  references.length === 1
    ? references
    : [...new Map(references.map((reference) => [keyOf(reference), reference])).values()]
