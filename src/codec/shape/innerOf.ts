// Codecs that validate another one in place.
import type * as t from 'io-ts'
import { fold } from './fold.js'

/** The codec that another validates in place: a value's context names the outer one, the keys below are the inner's. */
export const innerOf: (codec: t.Mixed) => t.Mixed | undefined = fold<t.Mixed | undefined>({
  refinement: ({ inner }) => inner,
  exact: ({ inner }) => inner,
  renamedKey: ({ inner }) => inner,
  policy: ({ inner }) => inner,
  wrapper: ({ inner }) => inner,
  recursion: ({ inner }) => inner(),
  otherwise: () => undefined,
})
