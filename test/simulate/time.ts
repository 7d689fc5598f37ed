// Timestamps of a trace as numbers, to the microsecond.

/** Microseconds since 1970; of a trace entry's timestamp, which has six digits. */
export const microsecondsOf = (at: string): number => {
  const [, digits = '0'] = /\.(\d{6})Z$/.exec(at) ?? []
  return Date.parse(at.replace(/\.\d+Z$/, 'Z')) * 1000 + Number(digits)
}
