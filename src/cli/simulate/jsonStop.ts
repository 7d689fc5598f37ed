// Where a text stops being JSON: of many faults the engine that reads it doesn't tell.
import * as E from 'fp-ts/lib/Either.js'

type Token = 'string' | 'scalar' | '{' | '}' | '[' | ']' | ',' | ':'

type Place = 'value' | 'firstValue' | 'firstKey' | 'key' | 'colon' | 'inObject' | 'inArray' | 'end'

/** What may come in each place, and which place comes then: after a value, that of what it stands in. */
const grammar: Readonly<Record<Place, { readonly [T in Token]?: Place | 'after' }>> = {
  value: { string: 'after', scalar: 'after', '{': 'firstKey', '[': 'firstValue' },
  firstValue: { string: 'after', scalar: 'after', '{': 'firstKey', '[': 'firstValue', ']': 'after' },
  firstKey: { string: 'colon', '}': 'after' },
  key: { string: 'colon' },
  colon: { ':': 'value' },
  inObject: { ',': 'key', '}': 'after' },
  inArray: { ',': 'value', ']': 'after' },
  end: {},
}

const space = /[ \t\n\r]*/y

/** A string up to its end or its fault. RFC 8259: unescaped = %x20-21 / %x23-5B / %x5D-10FFFF */
const string = /"[ !#-[\]-\uFFFF]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\uFFFF]*)*/y

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y

/** Where what a pattern finds at an index ends; the index itself, where it finds nothing. */
const past = (pattern: RegExp, text: string, index: number): number => {
  pattern.lastIndex = index
  return pattern.test(text) ? pattern.lastIndex : index
}

const tokenAt = (text: string, index: number): Token => {
  const character = text.charAt(index)
  switch (character) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return character
    default:
      return character === '"' ? 'string' : 'scalar'
  }
}

/** Where a token ends; left: where it goes wrong. */
const endOf = (token: Token, text: string, index: number): E.Either<number, number> => {
  if (token === 'string') {
    const end = past(string, text, index)
    return text.charAt(end) === '"' ? E.right(end + 1) : E.left(end)
  }
  if (token === 'scalar') {
    const end = past(scalar, text, index)
    return end > index ? E.right(end) : E.left(end)
  }
  return E.right(index + 1)
}

/** The index from which on a text is no JSON, whatever follows; its length, where it only breaks off. */
export const jsonStop = (text: string): number => {
  const around: Array<Place> = []
  let place: Place = 'value'
  for (let index = past(space, text, 0); index < text.length; index = past(space, text, index)) {
    const token = tokenAt(text, index)
    const next: Place | 'after' | undefined = grammar[place][token]
    if (next === undefined) return index
    const end = endOf(token, text, index)
    if (E.isLeft(end)) return end.left
    index = end.right
    if (token === '{') around.push('inObject')
    if (token === '[') around.push('inArray')
    if (token === '}' || token === ']') around.pop()
    place = next === 'after' ? (around.at(-1) ?? 'end') : next
  }
  return text.length
}
