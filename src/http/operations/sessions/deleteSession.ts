// DELETE …/sessions/{id}
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'
import { sessionRefOf } from './sessionRef.js'

export const deleteSession =
  ({ service }: Deps): Operation =>
  async (context) => {
    const ref = sessionRefOf(context)
    if (E.isLeft(ref)) return ref
    const removed = await service.remove(ref.right)()
    return E.isLeft(removed) ? E.left(serviceProblem(removed.left)) : E.right({ status: 204 })
  }
