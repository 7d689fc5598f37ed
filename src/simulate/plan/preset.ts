// Bad days by name: faults that belong together, for whoever does not want to choose.
import type { Fault } from './fault.js'

const between = (least: number, most: number) => ({ distribution: 'uniform', least, most }) as const

/**
 * The faults of each kind of day.
 *
 * @example
 * import { type Plan, presets } from 'exact-match-session/simulate'
 *
 * const onABadDay = (plan: Plan): Plan => ({ ...plan, faults: presets.hostile })
 */
export const presets = {
  /** Nothing goes wrong. */
  none: [],
  /** Acknowledgements are lost, blocks come twice and overtake each other. */
  flaky: [
    { fault: 'lostAcknowledgement', rate: 0.1 },
    { fault: 'duplicate', rate: 0.1 },
    { fault: 'reordered', rate: 0.15, seconds: between(2, 8) },
  ],
  /** Now and then everything stands still, and much takes longer. */
  slow: [
    { fault: 'slow', rate: 0.2, factor: 6 },
    { fault: 'stalled', rate: 0.03, seconds: between(5, 20) },
  ],
  /** Upload URIs end while blocks are under way. */
  expiring: [{ fault: 'expiredUri', rate: 0.1 }],
  /** Jobs fail, and are tried again. */
  failing: [{ fault: 'failedJob', rate: 0.3, seconds: between(2, 10) }],
  /** All of these at once; the session completes nevertheless. */
  hostile: [
    { fault: 'lostAcknowledgement', rate: 0.15 },
    { fault: 'duplicate', rate: 0.15 },
    { fault: 'reordered', rate: 0.15, seconds: between(2, 15) },
    { fault: 'slow', rate: 0.1, factor: 8 },
    { fault: 'stalled', rate: 0.03, seconds: between(5, 20) },
    { fault: 'expiredUri', rate: 0.05 },
    { fault: 'failedJob', rate: 0.3, seconds: between(2, 10) },
  ],
  /** A job ends the session. */
  fatal: [
    {
      fault: 'fatal',
      rate: 0.2,
      error: { code: 'dataCorrupted', message: 'the block does not match the checksum' },
    },
  ],
  /** Whoever uploads gives up. */
  cancelled: [{ fault: 'cancelled', rate: 0.1 }],
} as const satisfies Readonly<Record<string, ReadonlyArray<Fault>>>

/** The name of a kind of day. */
export type PresetName = keyof typeof presets

/**
 * Whether a word names a kind of day.
 *
 * @example
 * import { isPresetName } from 'exact-match-session/simulate'
 *
 * isPresetName('flaky') // true
 */
export const isPresetName = (word: string): word is PresetName => Object.hasOwn(presets, word)
