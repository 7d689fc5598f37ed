// Which part of a list is asked for, held against what can be asked.
import type * as E from 'fp-ts/lib/Either.js'
import { faultless, type Invalid, type PropertyFault } from './serviceError.js'
import type { PageRequest } from './sessionStore.js'

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const faultsOf = ({ top, skip, after }: PageRequest): ReadonlyArray<PropertyFault> => [
  ...(isCount(top) ? [] : [{ path: '/top', message: `top is ${top}; a natural number was expected` }]),
  ...(skip === undefined || isCount(skip)
    ? []
    : [{ path: '/skip', message: `skip is ${skip}; a natural number was expected` }]),
  ...(after === undefined || /^\d{1,15}$/.test(after)
    ? []
    : [{ path: '/after', message: 'after is not what a page gave as its next' }]),
]

/** The page as it was asked for, or everything that is wrong with the request. */
export const pageOf = (page: PageRequest): E.Either<Invalid, PageRequest> => faultless(faultsOf(page))(page)
