// What the service answers where it can't do what it was asked, as HTTP says it.
import type { ServiceError } from '../service/index.js'
import { type Problem, type ProblemDetail, problem } from './problem.js'

/** A JSON pointer as the name of a property: `fields/1`. */
const targetOf = (pointer: string): string => pointer.replace(/^\//, '')

/** More would only make the answer longer than the request. */
const mostDetails = 50

/** 400, with every property that is at fault. */
export const badBody = (
  faults: ReadonlyArray<{ readonly path: string; readonly message: string }>,
): Problem => {
  const details = faults
    .slice(0, mostDetails)
    .map(
      ({ path, message }): ProblemDetail => (path === '' ? { message } : { message, target: targetOf(path) }),
    )
  const [first] = details
  const others = faults.length - 1
  const sentence = first?.message ?? 'the body is not what was expected'
  return problem(400, others > 0 ? `${sentence}; ${others} more in details` : sentence, {
    ...(first?.target === undefined ? {} : { target: first.target }),
    details,
  })
}

const problems: {
  readonly [T in ServiceError['type']]: (error: Extract<ServiceError, { type: T }>) => Problem
} = {
  notFound: ({ message }) => problem(404, message),
  conflict: ({ clash, message }) =>
    clash.reason === 'rejected' && clash.rejection.code === 'uploadUriExpired'
      ? problem(403, message)
      : problem(409, message),
  preconditionFailed: ({ message }) => problem(412, message),
  invalid: ({ faults }) => badBody(faults),
  uploadUriReplaced: ({ message }) => problem(403, message),
  unavailable: ({ message, retryAfter }) => problem(503, message, { retryAfter }),
  damaged: ({ message }) => problem(500, message),
}

/** The problem that an error of the service is. */
export const serviceProblem = (error: ServiceError): Problem => {
  // The problem is looked up by the error's own type, which types cannot follow through the table.
  const told = problems[error.type] as (error: ServiceError) => Problem
  return told(error)
}
