// The invariants of single values, one check for each keyword of a constraint.

import { type Constraint, type PropertyName, propertiesWhere, propertyOf } from '../sessionProperties.js'
import type { Invariant } from './invariant.js'

const constrainedBy = (keyword: keyof Constraint): ReadonlyArray<PropertyName> =>
  propertiesWhere(({ constraint }) => constraint?.[keyword] !== undefined)

const [withMinimum, withPattern, withUniqueItems] = [
  constrainedBy('minimum'),
  constrainedBy('pattern'),
  constrainedBy('uniqueItems'),
]

export const naturalCounts: Invariant = {
  description: 'Counts are not negative, and a block has at least one row.',
  check: (session, report) => {
    for (const name of withMinimum) {
      const value = session[name]
      const minimum = propertyOf(name).constraint?.minimum ?? 0
      if (typeof value === 'number' && value < minimum) {
        report(name, `${name} is ${value}; the minimum is ${minimum}`)
      }
    }
  },
}

export const saltWellFormed: Invariant = {
  description: 'The salt is 64 characters of a–z and 0–9.',
  check: (session, report) => {
    for (const name of withPattern) {
      const value = session[name]
      const pattern = propertyOf(name).constraint?.pattern
      if (typeof value === 'string' && pattern?.test(value) === false) {
        report(name, `${name} does not match ${pattern.source}`)
      }
    }
  },
}

export const fieldsNamedOnce: Invariant = {
  description: 'Field names are unique and not empty.',
  check: (session, report) => {
    for (const name of withUniqueItems) {
      const items = session[name]
      if (!Array.isArray(items)) continue
      const seen = new Set<unknown>()
      for (const [index, item] of items.entries()) {
        if (item === '') report(`${name}/${index}`, `${name}/${index} is empty`)
        else if (seen.has(item))
          report(`${name}/${index}`, `${name}/${index} repeats ${JSON.stringify(item)}`)
        seen.add(item)
      }
    }
  },
}
