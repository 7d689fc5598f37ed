// The query of a request's URL.

/** The query parameters. Parses only the query, since parsing the whole URL takes several times as long. */
export const queryParametersOf = ({ url }: Request): URLSearchParams => {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}
