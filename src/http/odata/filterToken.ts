// The words of a $filter: OData 4.0, "URL Conventions", 5.1.1, as far as the session's own properties need them.
import * as E from 'fp-ts/lib/Either.js'

const types = ['text', 'time', 'number', 'word', 'mark'] as const

/** A word and what it is; `end` is what stands after the last. */
export interface Token {
  readonly type: (typeof types)[number] | 'end'
  /** As it stands there; a text without its quotes. */
  readonly text: string
}

// A form turns a `+` into a space: that of an offset is known for what it was.
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

const plain = ({ type, text }: Token): Token => {
  if (type === 'text') return { type, text: text.replaceAll("''", "'") }
  return type === 'time' ? { type, text: text.replace(' ', '+') } : { type, text }
}

/** The words of a text, in order. Left: a sentence that quotes the place where it can't be read. */
export const tokensOf = (source: string): E.Either<string, ReadonlyArray<Token>> => {
  const text = source.trimEnd()
  const tokens: Array<Token> = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    if (groups === undefined)
      return E.left(`${JSON.stringify(text.slice(at, at + 16).trimStart())} can't be read`)
    for (const type of types) {
      const found = groups[type]
      if (found !== undefined) tokens.push(plain({ type, text: found }))
    }
    at = pattern.lastIndex
  }
  return E.right(tokens)
}
