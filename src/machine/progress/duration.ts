// Time spans with the property names that date-fns formats and adds.
import { secondsInDay, secondsInHour, secondsInMinute } from 'date-fns/constants'

/** A time span in days of 24 hours, hours, minutes and whole seconds; a `Duration` of date-fns. */
export interface Duration {
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

/** Whole seconds as a duration. */
export const durationOf = (seconds: number): Duration => ({
  days: Math.floor(seconds / secondsInDay),
  hours: Math.floor((seconds % secondsInDay) / secondsInHour),
  minutes: Math.floor((seconds % secondsInHour) / secondsInMinute),
  seconds: seconds % secondsInMinute,
})
