// Changes of one session may be settled in another order than the store made them: the answers of two connections race.
// What is known of one waits here until every earlier one is settled.

/** A change that is decided and not settled yet. */
interface Pending {
  /** The revision that its decision was based on; 0 for a creation. */
  readonly from: number
}

/** What is to be released once no earlier change is pending. */
interface Held extends Pending {
  readonly release: () => void
}

interface Line {
  readonly pending: Set<Pending>
  readonly held: Set<Held>
}

/** Settles a change; releases what the change leads to, in its turn. */
export type Settle = (release?: () => void) => void

/** Notes changes by session and by the revision that each was based on. */
export const revisionOrder = (): ((uid: string, from: number) => Settle) => {
  const lines = new Map<string, Line>()

  const releaseDue = ({ pending, held }: Line): void => {
    const due = [...held].sort((one, other) => one.from - other.from)
    for (const next of due) {
      if ([...pending].some(({ from }) => from < next.from)) return
      held.delete(next)
      next.release()
    }
  }

  return (uid, from) => {
    const line: Line = lines.get(uid) ?? { pending: new Set(), held: new Set() }
    lines.set(uid, line)
    const change: Pending = { from }
    line.pending.add(change)
    return (release) => {
      line.pending.delete(change)
      if (release !== undefined) line.held.add({ from, release })
      releaseDue(line)
      const isDone = line.pending.size === 0 && line.held.size === 0
      if (isDone && lines.get(uid) === line) lines.delete(uid)
    }
  }
}
