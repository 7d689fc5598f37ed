import * as fc from 'fast-check'

/** The value to which an arbitrary shrinks if every value fails. */
export const smallest = <A>(arbitrary: fc.Arbitrary<A>): A | undefined => {
  let last: A | undefined
  const fails = fc.property(arbitrary, (value) => {
    last = value
    return false
  })
  fc.check(fails, { seed: 1 })
  return last
}
