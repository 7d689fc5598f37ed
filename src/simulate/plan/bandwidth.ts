// The bandwidth of a link: megabits a second, or a number with its unit.
import * as t from 'io-ts'
import { matching } from '../../codec/index.js'
import { Megabits } from './quantity.js'

/** The bits a second of each unit. A byte has eight bits, and prefixes are decimal, as providers count. */
const units = {
  'kbit/s': 1e3,
  'Mbit/s': 1e6,
  'Gbit/s': 1e9,
  'kB/s': 8e3,
  'MB/s': 8e6,
  'GB/s': 8e9,
}

type Unit = keyof typeof units

const text = /^([1-9]\d{0,5}(?:\.\d{1,3})?|0\.\d{0,2}[1-9]) ?([kMG](?:bit|B)\/s)$/

/**
 * The bandwidth of a link: a number of Mbit/s, or a text with a unit of kbit/s, Mbit/s, Gbit/s, kB/s, MB/s, GB/s.
 *
 * @example
 * import { Bandwidth } from 'exact-match-session/simulate'
 *
 * Bandwidth.is('20 Mbit/s') // true
 * Bandwidth.is(20) // true: the same
 * Bandwidth.is('20 MiB') // false
 */
export const Bandwidth = t.union([Megabits, matching('a bandwidth such as 20 Mbit/s', text)], 'Bandwidth')
export type Bandwidth = t.TypeOf<typeof Bandwidth>

/** The bytes that a link of this bandwidth transfers in a second. */
export const bytesPerSecond = (bandwidth: Bandwidth): number => {
  if (typeof bandwidth === 'number') return (bandwidth * units['Mbit/s']) / 8
  const [, amount = '', unit = ''] = text.exec(bandwidth) ?? []
  // The pattern of the codec takes these units only; NaN for a text that no codec has checked.
  return (Number(amount) * units[unit as Unit]) / 8
}
