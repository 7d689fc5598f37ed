// Waiting that can be aborted, by the timers that browsers have too.

/** The longest delay of a timer, some 25 days. */
export const maxDelay = 2 ** 31 - 1

/** Resolves after a delay in milliseconds; rejects as soon as the signal aborts, with its reason. */
export const wait = (delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort)
        resolve()
      },
      Math.min(delay, maxDelay),
    )
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
  })

/** Resolves after a delay in milliseconds, or as soon as the signal aborts. */
export const waitOrAbort = (delay: number, signal: AbortSignal): Promise<void> =>
  wait(delay, signal).catch(() => undefined)
