// HTML as text that can't break out of its place.

/** HTML that is safe to put into a page. */
export interface Html {
  readonly html: string
}

type Part = Html | ReadonlyArray<Html> | string | number

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const isList = (part: Part): part is ReadonlyArray<Html> => Array.isArray(part)

const written = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return isList(part) ? part.map(({ html }) => html).join('') : part.html
}

/** A template of HTML: what is put into it is escaped, unless it is HTML itself. */
export const html = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  html: texts.map((text, index) => text + written(parts[index] ?? '')).join(''),
})

/** Text that is HTML already: the page's own style and scripts. */
export const verbatim = (text: string): Html => ({ html: text })

/** A value as JSON inside a script element, which ends at the first `</` whatever that is part of. */
export const json = (value: unknown): Html => ({ html: JSON.stringify(value).replaceAll('<', '\\u003c') })
