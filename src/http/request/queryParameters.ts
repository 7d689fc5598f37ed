// The query of a URL.

/** The query parameters of a URL. Parses only the query, since parsing the whole URL takes several times as long. */
export const queryParametersIn = (url: string): URLSearchParams => {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

/** The query parameters of a request. */
export const queryParametersOf = ({ url }: Request): URLSearchParams => queryParametersIn(url)
