// PATCH …/sessions/{id}
import * as E from 'fp-ts/lib/Either.js'
import { strict } from '../../../codec/index.js'
import { ExactMatchSession } from '../../../model/index.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import { decodeBody } from '../../request/requestBody.js'
import { serviceProblem } from '../../serviceProblem.js'
import { sessionRefOf } from './sessionRef.js'
import { sessionResult } from './sessionResult.js'

const decodePatch = decodeBody(strict(ExactMatchSession))

export const updateSession =
  (deps: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    const ref = sessionRefOf(context)
    if (E.isLeft(ref)) return ref
    const patch = decodePatch(context)
    if (E.isLeft(patch)) return patch
    const updated = await deps.service.update({ ...ref.right, patch: patch.right })()
    return E.isLeft(updated)
      ? E.left(serviceProblem(updated.left))
      : E.right(sessionResult(deps, context, 200, updated.right))
  }
