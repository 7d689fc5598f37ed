// The caller's function that is told of changes. Whatever it does, no answer of the service changes.
import type { ChangeNotification } from './changeNotification.js'

/** Is told of a change. The next one of the same session waits until its promise is settled. */
export type OnChange = (notification: ChangeNotification) => Promise<void> | void

/** Is told why `onChange` failed. */
export type OnChangeError = (error: unknown, notification: ChangeNotification) => void

const attempt = (tell: () => void): void => {
  try {
    tell()
  } catch {}
}

/** Calls `onChange` for the notifications of each session one after the other; calls it at once where none is under way. */
export const subscriber = (
  onChange: OnChange,
  onError: OnChangeError = () => {},
): ((notification: ChangeNotification) => void) => {
  const underWay = new Map<string, Promise<void>>()

  /** A promise only where `onChange` gives one. */
  const call = (notification: ChangeNotification): Promise<void> | null => {
    const failed = (error: unknown): void => attempt(() => onError(error, notification))
    try {
      const calling = onChange(notification)
      return calling === undefined ? null : Promise.resolve(calling).catch(failed)
    } catch (error) {
      failed(error)
      return null
    }
  }

  return (notification) => {
    const { uid } = notification
    const before = underWay.get(uid)
    const calling =
      before === undefined ? call(notification) : before.then(() => call(notification) ?? undefined)
    if (calling === null) return
    const done = calling.then(() => {
      if (underWay.get(uid) === done) underWay.delete(uid)
    })
    underWay.set(uid, done)
  }
}
