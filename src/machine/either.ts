// The parts of fp-ts's Either that this room needs. Modules of fp-ts/lib are CommonJS, which bundlers cannot
// tree-shake: a single import of one adds 60 kB to a browser's bundle.
import type { Either, Left, Right } from 'fp-ts/lib/Either.js'

export const left = <L>(value: L): Either<L, never> => ({ _tag: 'Left', left: value })

export const right = <R>(value: R): Either<never, R> => ({ _tag: 'Right', right: value })

export const isLeft = <L>(either: Either<L, unknown>): either is Left<L> => either._tag === 'Left'

export const isRight = <R>(either: Either<unknown, R>): either is Right<R> => either._tag === 'Right'
