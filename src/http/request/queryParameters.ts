// The query of a URL.

/** The query parameters of a URL. Parses only the query, since parsing the whole URL takes several times as long. */
export const queryParametersIn = (url: string): URLSearchParams => {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

const known = new WeakMap<Request, URLSearchParams>()

/** The query parameters of a request, which several of its readers share: nobody changes them. */
export const queryParametersOf = (request: Request): URLSearchParams => {
  const parameters = known.get(request) ?? queryParametersIn(request.url)
  known.set(request, parameters)
  return parameters
}
