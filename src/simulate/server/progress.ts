// What the server asks of a session's record.
import type { Count, SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'

export const doneOf = ({ total, remaining }: Count): number => total - remaining

export const isFinished = ({ value }: SessionRecord): boolean => sessionStates[value].final
