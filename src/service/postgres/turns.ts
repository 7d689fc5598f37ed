// Tasks that run one after the other.

/** Runs a task after all tasks before it; rejects where its turn does not come in time, in milliseconds. */
export type TakeTurn = <A>(task: () => Promise<A>, timeout?: number) => Promise<A>

/** A queue of tasks, each of which waits for so many milliseconds at most, unless it has a limit of its own. */
export const newTurns = (defaultTimeout: number): TakeTurn => {
  let before: Promise<unknown> = Promise.resolve()
  return (task, timeout = defaultTimeout) =>
    new Promise((resolve, reject) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        reject(new Error(`the database was busy for ${timeout} ms`))
      }, timeout)
      before = before.then(async () => {
        clearTimeout(timer)
        if (!isLate) await task().then(resolve, reject)
      })
    })
}
