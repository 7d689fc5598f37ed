// Pages and counts as OData writes them (OData 4.01, JSON Format, 12).
import type { Limits } from '../deps.js'
import type { RequestContext, Result } from '../operation.js'
import { queryParametersOf } from '../request/queryParameters.js'
import type { ODataQuery } from './odataQuery.js'
import { parsePrefer } from './prefer.js'
import { withOptionNames } from './systemOption.js'

/** The query options that change from page to page. */
export interface NextPage {
  readonly $skiptoken?: string
  readonly $skip?: string
}

/** The number of items for a page: `$top`, the client's preference or the default, up to the maximum. */
export const pageSizeOf = (
  { top }: ODataQuery,
  request: Request,
  { pageSize, maxPageSize }: Limits,
): number => Math.min(top ?? parsePrefer(request).maxPageSize ?? pageSize, maxPageSize)

/** The content of a page. */
export interface PageContent {
  /** As JSON. */
  readonly items: ReadonlyArray<string>
  /** Null on the last page. */
  readonly next: NextPage | null
  /** The number of all items; null where the client did not ask for it. */
  readonly count: number | null
}

/** The URL of the request with the query options of the next page. */
const nextLinkOf = (next: NextPage, { request }: RequestContext, publicUrl: string): string => {
  const parameters = withOptionNames(queryParametersOf(request))
  parameters.delete('$skip')
  for (const [name, value] of Object.entries(next)) parameters.set(name, value)
  const query = String(parameters).replaceAll('%24', '$')
  return `${publicUrl}${new URL(request.url).pathname}?${query}`
}

/** The result with a page. */
export const pageResult = (
  { items, next, count }: PageContent,
  context: RequestContext,
  publicUrl: string,
): Result => {
  const properties = [
    ...(count === null ? [] : [`"@odata.count":${count}`]),
    ...(next === null ? [] : [`"@odata.nextLink":${JSON.stringify(nextLinkOf(next, context, publicUrl))}`]),
    `"value":[${items.join(',')}]`,
  ]
  return { status: 200, body: `{${properties.join(',')}}` }
}

/** The result of `$count`: the number as plain text (OData 4.01, Protocol, 11.2.6.5). */
export const countResult = (count: number): Result => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: String(count),
})
