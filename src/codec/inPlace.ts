// The context of a value that another codec judges in place of the one that was asked.
import type * as t from 'io-ts'

/** Whoever reads the errors must see what the keys below belong to. */
export const inPlace = (context: t.Context, type: t.Mixed): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? { ...entry, type } : entry))
