// The order of the blocks of a session. Clients number them: an id is the base64 of a name that grows with the position.
import type { Block } from '../store/sessionStore.js'

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The bytes that an id encodes, one a character; another id itself. */
const nameIn = (id: string): string => (base64Pattern.test(id) ? atob(id) : id)

/** Blocks in the order of the bytes that their ids encode. */
export const inOrder = <A extends Pick<Block, 'id'>>(blocks: ReadonlyArray<A>): ReadonlyArray<A> =>
  blocks
    .map((block) => ({ block, name: nameIn(block.id) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ block }) => block)
