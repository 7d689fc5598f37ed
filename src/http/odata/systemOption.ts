// The names of OData's system query options. "Services SHOULD support case-insensitive system query option names
// specified with or without the $ prefix" (OData 4.01, URL Conventions, 5.1).

/** Every system query option. https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html */
const systemOptions = [
  '$filter',
  '$expand',
  '$select',
  '$orderby',
  '$count',
  '$top',
  '$skip',
  '$search',
  '$format',
  '$compute',
  '$apply',
  '$index',
  '$schemaversion',
  '$skiptoken',
  '$deltatoken',
] as const

const canonicalNames: ReadonlyMap<string, string> = new Map(
  systemOptions.flatMap((name) => [
    [name, name],
    [name.slice(1), name],
  ]),
)

/** The name of a query option as this service writes it; null for an option of no meaning to OData. */
export const optionNameOf = (name: string): string | null => {
  const canonical = canonicalNames.get(name.toLowerCase())
  if (canonical !== undefined) return canonical
  return /^[$@]/.test(name) ? name : null
}

/** The parameters of a URL with the system query options under the names that this service writes. */
export const withOptionNames = (parameters: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...parameters].map(([name, value]) => [optionNameOf(name) ?? name, value]))
