// A part of a list as OData writes it: the items under `value`, how many there are in all, and where to go on.
import type { Answer, Call } from '../exchange.js'
import type { NextPage } from './listing.js'

/** The query options of a request. */
export const parametersOf = ({ request }: Call): URLSearchParams => {
  const at = request.url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))
}

/** The same question once more, from where the page ends. */
const linkTo = (next: NextPage, call: Call, publicUrl: string): string => {
  const parameters = parametersOf(call)
  parameters.delete('$skip')
  for (const [name, value] of Object.entries(next)) parameters.set(name, value)
  const query = String(parameters).replaceAll('%24', '$')
  return `${publicUrl}${new URL(call.request.url).pathname}?${query}`
}

/** What a page is made of. */
export interface PageParts {
  readonly items: ReadonlyArray<unknown>
  readonly next: NextPage | null
  readonly count: number | null
}

/** The answer that holds a page. */
export const pageAnswer = ({ items, next, count }: PageParts, call: Call, publicUrl: string): Answer => ({
  status: 200,
  body: JSON.stringify({
    ...(count === null ? {} : { '@odata.count': count }),
    ...(next === null ? {} : { '@odata.nextLink': linkTo(next, call, publicUrl) }),
    value: items,
  }),
})

/** The answer to `$count`: a number, and nothing around it. */
export const countAnswer = (count: number): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: String(count),
})
