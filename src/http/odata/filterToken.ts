// The tokens of a $filter (OData 4.01, ABNF), as far as the properties of a session need them.
import * as E from 'fp-ts/lib/Either.js'

const types = ['text', 'time', 'number', 'word', 'mark'] as const

/** A token; `end` follows the last one. */
export interface Token {
  readonly type: (typeof types)[number] | 'end'
  /** The source of the token; of a text, without its quotes. */
  readonly text: string
}

// URLSearchParams decodes the `+` of an offset as a space, so a space is accepted there.
const pattern = new RegExp(
  [
    String.raw`\s*(?:'(?<text>(?:[^']|'')*)'`,
    String.raw`(?<time>-?\d{4,}-\d\d-\d\d[Tt][\d:.]+(?:[Zz]|[+\- ]\d\d:\d\d))`,
    String.raw`(?<number>-?\d+(?:\.\d+)?(?![\w.-]))`,
    String.raw`(?<word>[A-Za-z_@][\w./]*)`,
    '(?<mark>[(),]))',
  ].join('|'),
  'y',
)

const withoutEscapes = ({ type, text }: Token): Token => {
  if (type === 'text') return { type, text: text.replaceAll("''", "'") }
  return type === 'time' ? { type, text: text.replace(' ', '+') } : { type, text }
}

/** The tokens of a filter. Left: a sentence that quotes the text which is no token. */
export const tokensOf = (source: string): E.Either<string, ReadonlyArray<Token>> => {
  const text = source.trimEnd()
  const tokens: Array<Token> = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    if (groups === undefined)
      return E.left(`${JSON.stringify(text.slice(at, at + 16).trimStart())} is not a token`)
    for (const type of types) {
      const found = groups[type]
      if (found !== undefined) tokens.push(withoutEscapes({ type, text: found }))
    }
    at = pattern.lastIndex
  }
  return E.right(tokens)
}
