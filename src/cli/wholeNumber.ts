// Whole numbers as arguments of options.
import { InvalidArgumentError } from 'commander'

/** Reads a whole number from `least` to `most`; a sentence for any other text. */
export const wholeNumber =
  (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `a whole number from ${least} on was expected.`
        : `a whole number from ${least} to ${most} was expected.`,
    )
  }
