// Checks the signature of an upload URI, before the body is read: the signature is the credential of an upload.
import { problem } from '../problem.js'
import { queryParametersOf } from '../request/queryParameters.js'
import type { UploadUris } from '../upload/uploadUri.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

const invalidSignature = problem(403, 'the signature of the upload URI is not valid')

export const uploadSignature =
  ({ isGenuine }: UploadUris): ApiMiddleware =>
  async (context, next) => {
    const { req } = context
    const key = { datastoreId: req.param('datastoreId') ?? '', id: req.param('id') ?? '' }
    return isGenuine(key, queryParametersOf(req.raw)) ? next() : refuse(context, invalidSignature)
  }
