// When a failed job is tried again: exponential backoff, up to a longest delay.

/** How failed jobs are tried again. Delays are in milliseconds. */
export interface RetryOptions {
  /**
   * The session fails with the last error after this many attempts at one job.
   * @defaultValue 10
   */
  readonly maxAttempts: number
  /**
   * The delay after the first attempt.
   * @defaultValue 1,000
   */
  readonly initialDelay: number
  /**
   * How many times as long each delay is as the one before.
   * @defaultValue 2
   */
  readonly factor: number
  /**
   * The longest delay.
   * @defaultValue 60,000
   */
  readonly maxDelay: number
  /**
   * Changes each delay, by a random number for example, so that jobs that failed together are not tried together.
   * @defaultValue every delay stays as it is
   */
  readonly jitter: (delay: number) => number
}

/** Ten attempts take at least four minutes: a dependency may restart meanwhile. */
export const defaultRetry: RetryOptions = {
  maxAttempts: 10,
  initialDelay: 1_000,
  factor: 2,
  maxDelay: 60_000,
  jitter: (delay) => delay,
}

/** The delay after an attempt that failed, the first being 1. */
export const delayAfter = (
  attempt: number,
  { initialDelay, factor, maxDelay: longest, jitter }: RetryOptions,
): number => Math.max(0, jitter(Math.min(longest, initialDelay * factor ** (attempt - 1))))
