// A data store or an upload agent in a result.
import type { Result } from '../../operation.js'

export const entityResult = (entity: unknown): Result => ({ status: 200, body: JSON.stringify(entity) })
