// Responds 414 to a URL that is too long: reading a query takes time.
import { problem } from '../problem.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

export const urlLimit = (maxLength: number): ApiMiddleware => {
  const tooLong = problem(414, `the URL is longer than the ${maxLength} characters that are allowed`)
  return (context, next) =>
    context.req.raw.url.length > maxLength ? Promise.resolve(refuse(context, tooLong)) : next()
}
