// Entity tags: a session's revision as an ETag, and the preconditions that quote it. RFC 9110, 8.8.3 and 13.1.
// The tags are weak: one revision has as many representations as there are selections of properties.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'

/** The ETag of a revision. */
export const entityTagOf = (revision: number): string => `W/"${revision}"`

const aTag = String.raw`(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"`
const tagList = new RegExp(`^[ \\t]*${aTag}(?:[ \\t]*,[ \\t]*${aTag})*[ \\t]*$`)
const eachTag = new RegExp(aTag, 'g')

/** What a precondition names: any state at all, or some revisions; tags that are none of ours name nothing. */
export type Named = 'any' | ReadonlyArray<number>

const revisionOf = (tag: string): ReadonlyArray<number> => (/^\d{1,15}$/.test(tag) ? [Number(tag)] : [])

/**
 * What the header If-Match or If-None-Match names; null where there is no header. OData compares tags weakly:
 * the `W/` says nothing. Left: a header that is no list of tags.
 */
export const namedBy = (
  name: 'If-Match' | 'If-None-Match',
  header: string | null,
): E.Either<Problem, Named | null> => {
  if (header === null) return E.right(null)
  if (header.trim() === '*') return E.right('any')
  return tagList.test(header)
    ? E.right([...header.matchAll(eachTag)].flatMap(([, tag = '']) => revisionOf(tag)))
    : E.left(problem(400, `${name} is neither * nor a list of entity tags such as W/"1"`, { target: name }))
}

/** Whether a precondition names a revision. */
export const names = (named: Named, revision: number): boolean => named === 'any' || named.includes(revision)
