// The block lists of Azure's blob storage as XML.
// https://learn.microsoft.com/rest/api/storageservices/put-block-list
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'

/** "A blob can have a maximum of 50,000 committed blocks." */
const maxBlocks = 50_000

const invalid = (message: string, blobCode = 'InvalidXmlDocument'): Problem =>
  problem(400, message, { blobCode })

const start = /\s*(?:<\?xml[^>]*\?>)?\s*<BlockList\s*(\/?)>\s*/y
const entry = /<(Committed|Uncommitted|Latest)>\s*([A-Za-z0-9+/=]+)\s*<\/\1>\s*/y
const end = /<\/BlockList>\s*$/y

/** Matches at a position; every pattern is sticky, so that a list is read once from its start to its end. */
const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The ids in the body of Put Block List, in order; left: 400. */
export const parseBlockList = (text: string): E.Either<Problem, ReadonlyArray<string>> => {
  const opening = matchAt(start, text, 0)
  if (opening === null) return E.left(invalid('the body is not a BlockList'))
  let at = opening[0].length
  if (opening[1] === '/') {
    return at === text.length ? E.right([]) : E.left(invalid('the body goes on after its BlockList'))
  }
  const ids: Array<string> = []
  for (let found = matchAt(entry, text, at); found !== null; found = matchAt(entry, text, at)) {
    ids.push(found[2] ?? '')
    at += found[0].length
  }
  if (ids.length > maxBlocks) return E.left(invalid(`more than ${maxBlocks} blocks`, 'BlockListTooLong'))
  return matchAt(end, text, at) === null
    ? E.left(
        invalid(`at character ${at}: Committed, Uncommitted, Latest or the end of BlockList was expected`),
      )
    : E.right(ids)
}

/** A block as a list names it. */
export interface ListedBlock {
  readonly id: string
  readonly size?: number
}

const element = (name: string, blocks: ReadonlyArray<ListedBlock>): string => {
  const items = blocks.map(({ id, size = 0 }) => `<Block><Name>${id}</Name><Size>${size}</Size></Block>`)
  return `<${name}>${items.join('')}</${name}>`
}

/** The body of Get Block List. The ids are base64, which needs no escape. */
export const blockListXml = (lists: {
  readonly committed?: ReadonlyArray<ListedBlock>
  readonly uncommitted?: ReadonlyArray<ListedBlock>
}): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?><BlockList>',
    lists.committed === undefined ? '' : element('CommittedBlocks', lists.committed),
    lists.uncommitted === undefined ? '' : element('UncommittedBlocks', lists.uncommitted),
    '</BlockList>',
  ].join('')
