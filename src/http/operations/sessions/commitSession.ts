// POST …/sessions/{id}/commit
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { runAction } from './runAction.js'
import { noContent } from './sessionResult.js'

export const commitSession =
  ({ service }: Deps): Operation =>
  async (context) =>
    E.map(noContent)(await runAction(service.commit, context))
