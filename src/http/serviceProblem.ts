// Errors of the service as HTTP: one table of statuses and Azure's error codes.
import type { PropertyIssue, ServiceError } from '../service/index.js'
import { type Problem, type ProblemDetail, type ProblemStatus, problem } from './problem.js'

interface ProblemRow {
  readonly status: ProblemStatus
  /** The code that Azure's blob storage has for it. */
  readonly blobCode: string
}

const invalidInput: ProblemRow = { status: 400, blobCode: 'InvalidInput' }
const authenticationFailed: ProblemRow = { status: 403, blobCode: 'AuthenticationFailed' }
const conflict: ProblemRow = { status: 409, blobCode: 'OperationConflict' }
const internalError: ProblemRow = { status: 500, blobCode: 'InternalError' }

/** https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes */
const problems: Readonly<Record<ServiceError['code'], ProblemRow>> = {
  invalid: invalidInput,
  malformedEvent: invalidInput,
  uploadUriExpired: authenticationFailed,
  uploadUriReplaced: authenticationFailed,
  notFound: { status: 404, blobCode: 'ResourceNotFound' },
  idTaken: conflict,
  idempotencyKeyReused: conflict,
  blockContentDiffers: conflict,
  countOutOfRange: conflict,
  errorWithoutDetails: conflict,
  notStarted: conflict,
  blocksRemain: conflict,
  noBlocksRemain: conflict,
  alreadyCommitted: conflict,
  finished: conflict,
  notAllowed: conflict,
  readOnly: conflict,
  blockIdLengthDiffers: { status: 400, blobCode: 'InvalidBlobOrBlock' },
  contentUnreadable: invalidInput,
  preconditionFailed: { status: 412, blobCode: 'ConditionNotMet' },
  corrupt: internalError,
  storeFailed: internalError,
  unavailable: { status: 503, blobCode: 'ServerBusy' },
}

/** A JSON pointer as Graph writes a target: `fields/1`. */
const pointerToTarget = (pointer: string): string => pointer.replace(/^\//, '')

/** How many issues of a body are reported. */
export const maxDetails = 50

/** 400, with a detail for each issue of the body. */
export const invalidBody = (issues: ReadonlyArray<PropertyIssue>): Problem => {
  const details = issues
    .slice(0, maxDetails)
    .map(
      ({ path, message }): ProblemDetail =>
        path === '' ? { message } : { message, target: pointerToTarget(path) },
    )
  const [first] = details
  const others = details.length - 1
  const rest = issues.length > maxDetails ? ', and there are more' : ''
  const message = first?.message ?? 'the body is not valid'
  return problem(400, others > 0 ? `${message}; ${others} more in details${rest}` : message, {
    ...(first?.target === undefined ? {} : { target: first.target }),
    details,
  })
}

/** 400, for an id that a path cannot contain. */
export const notAddressable = invalidBody([{ path: '/id', message: 'id cannot be part of a URL' }])

/** The problem for an error of the service. */
export const serviceProblem = (error: ServiceError): Problem => {
  if (error.code === 'invalid') return invalidBody(error.issues)
  const { status, blobCode } = problems[error.code]
  return problem(status, error.message, {
    blobCode,
    ...(status >= 500 ? { cause: error } : {}),
    ...(error.code === 'unavailable' ? { retryAfter: error.retryAfter } : {}),
  })
}
