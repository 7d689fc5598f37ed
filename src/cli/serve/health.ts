// Whether the store answers. Anybody may ask, as often as they like, so that all who ask within a second share an answer.

/** How long an answer is kept, and how long a store may take, in milliseconds. */
const [lifetime, timeout] = [1_000, 2_000]

const within = (answer: Promise<boolean>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeout)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** A health check: true if the store has answered `ping` within the last second, or does so within two. */
export const createHealthCheck = (
  ping: () => Promise<unknown>,
  now: () => number = () => performance.now(),
): (() => Promise<boolean>) => {
  let answer: Promise<boolean> | null = null
  let isPending = false
  let askedAt = 0
  return () => {
    // A store that hangs is not asked again before it has answered.
    if (answer === null || (!isPending && now() - askedAt >= lifetime)) {
      isPending = true
      askedAt = now()
      answer = ping()
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          isPending = false
        })
    }
    return within(answer)
  }
}
