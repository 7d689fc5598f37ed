// Named combinations of faults.
import type { Fault } from './fault.js'

const uniform = (least: number, most: number) => ({ distribution: 'uniform', least, most }) as const

/**
 * Combinations of faults, by name.
 *
 * @example
 * import { type Plan, presets } from 'exact-match-session/simulate'
 *
 * const withFaults = (plan: Plan): Plan => ({ ...plan, faults: presets.hostile })
 * presets.expiring // [{ fault: 'expiredUri', rate: 0.1 }]
 */
export const presets = {
  /** No faults. */
  none: [],
  /** Acknowledgements are lost, blocks arrive twice and overtake each other. */
  flaky: [
    { fault: 'lostAcknowledgement', rate: 0.1 },
    { fault: 'duplicate', rate: 0.1 },
    { fault: 'reordered', rate: 0.15, seconds: uniform(2, 8) },
  ],
  /** The network stalls sometimes, and many requests take longer. */
  slow: [
    { fault: 'slow', rate: 0.2, factor: 6 },
    { fault: 'stalled', rate: 0.03, seconds: uniform(5, 20) },
  ],
  /** Upload URIs expire while blocks are in flight. */
  expiring: [{ fault: 'expiredUri', rate: 0.1 }],
  /** Jobs fail and are retried. */
  failing: [{ fault: 'failedJob', rate: 0.3, seconds: uniform(2, 10) }],
  /** All of these together; the session completes nevertheless. */
  hostile: [
    { fault: 'lostAcknowledgement', rate: 0.15 },
    { fault: 'duplicate', rate: 0.15 },
    { fault: 'reordered', rate: 0.15, seconds: uniform(2, 15) },
    { fault: 'slow', rate: 0.1, factor: 8 },
    { fault: 'stalled', rate: 0.03, seconds: uniform(5, 20) },
    { fault: 'expiredUri', rate: 0.05 },
    { fault: 'failedJob', rate: 0.3, seconds: uniform(2, 10) },
  ],
  /** A job fails the session. */
  fatal: [
    {
      fault: 'fatal',
      rate: 0.2,
      error: { code: 'dataCorrupted', message: 'the block does not match the checksum' },
    },
  ],
  /** The client aborts the upload. */
  cancelled: [{ fault: 'cancelled', rate: 0.1 }],
} as const satisfies Readonly<Record<string, ReadonlyArray<Fault>>>

/** The name of a preset. */
export type PresetName = keyof typeof presets

/**
 * Whether a word names a preset.
 *
 * @example
 * import { isPresetName } from 'exact-match-session/simulate'
 *
 * isPresetName('flaky') // true
 * isPresetName('sunny') // false
 */
export const isPresetName = (word: string): word is PresetName => Object.hasOwn(presets, word)
