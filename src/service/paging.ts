// Checks which part of a list a request asks for.
import type * as E from 'fp-ts/lib/Either.js'
import type { Invalid, PropertyIssue } from './serviceError.js'
import type { PageRequest } from './sessionStore.js'
import { validate } from './validate.js'

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const issuesOf = ({ top, skip, after }: PageRequest): ReadonlyArray<PropertyIssue> => [
  ...(isCount(top) ? [] : [{ path: '/top', message: `top is ${top}; expected a whole number from 0 on` }]),
  ...(skip === undefined || isCount(skip)
    ? []
    : [{ path: '/skip', message: `skip is ${skip}; expected a whole number from 0 on` }]),
  ...(after === undefined || /^\d{1,15}$/.test(after)
    ? []
    : [{ path: '/after', message: 'after is not the next of a page' }]),
]

/** The request itself where it is valid; left: every issue of it. */
export const validatePage = (page: PageRequest): E.Either<Invalid, PageRequest> =>
  validate(issuesOf(page))(page)
