// Where the client of a request reaches the API: what links, Location and upload URIs begin with.

/** Gives the public URL for a request, without a slash at the end. */
export type PublicUrlOf = (request: Request) => string

/** The parts of a public URL that a proxy knows. */
interface Forwarded {
  readonly proto: string | undefined
  readonly host: string | undefined
  readonly prefix: string | undefined
}

/** Each proxy may add a value; the first is that of the proxy next to the client. */
const firstOf = (header: string | null): string | undefined => header?.split(',', 1)[0]?.trim()

/** RFC 7239, 4: forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] ); a value may be in quotes. */
const parseForwarded = (header: string | null): ReadonlyMap<string, string> =>
  new Map(
    (firstOf(header) ?? '').split(';').map((pair): [string, string] => {
      const [name = '', value = ''] = pair.split('=', 2)
      return [name.trim().toLowerCase(), value.trim().replaceAll('"', '')]
    }),
  )

/** X-Forwarded-Proto, -Host and -Prefix; Forwarded where the proxy sends none of these. */
const forwardedOf = ({ headers }: Request): Forwarded => {
  const [proto, host, prefix] = ['proto', 'host', 'prefix'].map((name) =>
    firstOf(headers.get(`x-forwarded-${name}`)),
  )
  if ((proto ?? host ?? prefix) !== undefined) return { proto, host, prefix }
  const pairs = parseForwarded(headers.get('forwarded'))
  return { proto: pairs.get('proto'), host: pairs.get('host'), prefix: undefined }
}

/** RFC 3986, 3.2.2: a name, an IPv4 address or an IPv6 address in brackets, and a port. */
const hostPattern = /^(?:[\w.-]{1,255}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i

/** A path that can begin others. */
const prefixPattern = /^(?:\/[\w.~!$&'()*+,;=:@%-]+)*\/?$/

const matching = (text: string | undefined, pattern: RegExp): string | undefined =>
  text !== undefined && pattern.test(text) ? text : undefined

const withoutSlash = (url: string): string => (url.endsWith('/') ? withoutSlash(url.slice(0, -1)) : url)

/** Scheme, authority and path of a URL. */
const partsOf = (url: string): readonly [scheme: string, authority: string, path: string] => {
  const [, scheme = '', authority = '', path = ''] = /^(\w+):\/\/([^/]*)(.*)$/s.exec(url) ?? []
  return [scheme, authority, path]
}

/**
 * The public URL of the options; behind a proxy that is trusted, each part that the proxy names replaces its own. What
 * cannot be a part of a URL is ignored.
 */
export const publicUrlOf = (publicUrl: string, trustProxy: boolean): PublicUrlOf => {
  const base = withoutSlash(publicUrl)
  if (!trustProxy) return () => base
  const [scheme, authority, path] = partsOf(base)
  return (request) => {
    const forwarded = forwardedOf(request)
    const proto = matching(forwarded.proto?.toLowerCase(), /^https?$/) ?? scheme
    const host = matching(forwarded.host, hostPattern) ?? authority
    return `${proto}://${host}${withoutSlash(matching(forwarded.prefix, prefixPattern) ?? path)}`
  }
}
