// HTML templates that escape what is put into them.

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

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const isList = (part: Part): part is ReadonlyArray<Html> => Array.isArray(part)

const textOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return isList(part) ? part.map(({ html }) => html).join('') : part.html
}

/** A template of HTML. Its values are escaped, unless they are HTML themselves. */
export const html = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  html: texts.map((text, index) => text + textOf(parts[index] ?? '')).join(''),
})

/** Text that is not escaped: the page's own style and scripts. */
export const rawHtml = (text: string): Html => ({ html: text })

/** JSON for a script element, which would end at the first `</`, even inside a string. */
export const jsonHtml = (value: unknown): Html => ({ html: JSON.stringify(value).replaceAll('<', '\\u003c') })
