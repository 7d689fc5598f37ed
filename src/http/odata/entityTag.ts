// Entity tags: a session's revision as an ETag, and the preconditions that name it (RFC 9110, 8.8.3 and 13.1).
// The tags are weak: one revision has a representation for each $select.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'

/** The ETag of a revision. */
export const entityTagOf = (revision: number): string => `W/"${revision}"`

/** RFC 9110, 8.8.3: etagc = %x21 / %x23-7E / obs-text */
const tagPattern = String.raw`(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"`
const tagList = new RegExp(`^[ \\t]*${tagPattern}(?:[ \\t]*,[ \\t]*${tagPattern})*[ \\t]*$`)
const eachTag = new RegExp(tagPattern, 'g')

/** The revisions that a precondition names. */
export type EntityTags = 'any' | ReadonlyArray<number>

const revisionsOf = (tag: string): ReadonlyArray<number> => (/^\d{1,15}$/.test(tag) ? [Number(tag)] : [])

/** The revision of an ETag that `entityTagOf` made; null for any other. */
export const parseEntityTag = (header: string | null): number | null => {
  const [, digits] = /^W\/"(\d+)"$/.exec(header ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

/**
 * The revisions that If-Match or If-None-Match names. Tags of other servers name none. OData compares tags weakly, so
 * `W/` does not matter. Left: 400, for a header that is no list of tags.
 */
export const parseIfMatch = (
  name: 'If-Match' | 'If-None-Match',
  header: string,
): E.Either<Problem, EntityTags> => {
  if (header.trim() === '*') return E.right('any')
  return tagList.test(header)
    ? E.right([...header.matchAll(eachTag)].flatMap(([, tag = '']) => revisionsOf(tag)))
    : E.left(problem(400, `${name} is neither * nor a list of entity tags such as W/"1"`, { target: name }))
}

/** Whether a precondition names a revision. */
export const matches = (tags: EntityTags, revision: number): boolean =>
  tags === 'any' || tags.includes(revision)
