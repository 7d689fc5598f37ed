// POST …/sessions/{id}/renew
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { runAction } from './runAction.js'
import { sessionResult } from './sessionResult.js'

export const renewSession =
  (deps: Deps): Operation =>
  async (context) => {
    const renewed = await runAction(deps.service.renew, context)
    return E.isLeft(renewed) ? renewed : E.right(sessionResult(deps, context, 200, renewed.right))
  }
