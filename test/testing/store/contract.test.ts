import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/service/index.js'
import {
  type StoreCase,
  storeContract,
  storeFailureContract,
  storeHandleContract,
} from '../../../src/testing/index.js'
import { correctlyFailing, leaking, limited, narrow, wronglyFailing } from './failing.js'
import { folding, folds } from './folding.js'
import { brokenHandles } from './handles.js'
import { lists, pagings } from './paging.js'

const named = <Store>(contract: ReadonlyArray<StoreCase<Store>>, name: string): StoreCase<Store> => {
  const found = contract.find((each) => each.name === name)
  if (found === undefined) throw new Error(`there is no case ${name}`)
  return found
}

describe('the contract of a store finds', () => {
  const folded = Object.keys(folding).flatMap((names) => Object.keys(folds).map((by) => ({ names, by })))
  it.each(folded)('ids of $names that are made one by $by', async ({ names, by }) => {
    const store = folding[names]?.(folds[by] ?? String) ?? createMemoryStore()
    const { check } = named(storeContract, `tells ${names} apart whose ids are alike`)
    await expect(check(store)).rejects.toThrow(/is taken|mixed up/)
  })

  const paged = Object.keys(lists).flatMap((list) => Object.keys(pagings).map((fault) => ({ list, fault })))
  it.each(paged)('a list of $list that $fault', async ({ list, fault }) => {
    const { change, caught } = lists[list] ?? { change: createMemoryStore, caught: list }
    const { paging, message } = pagings[fault] ?? { paging: (same) => same, message: /never/ }
    await expect(named(storeContract, caught).check(change(paging))).rejects.toThrow(message)
  })

  it('a store that rejects long ids', async () => {
    const { check } = named(storeContract, 'tells sessions apart whose ids are alike')
    await expect(check(narrow())).rejects.toThrow(/throws value too long.*; expected an error as a Left/)
  })

  it('a store that takes a limited number of ids', async () => {
    const { check } = named(storeContract, 'looks for as many blocks and sessions as it is asked for')
    await expect(check(limited())).rejects.toThrow(/too many SQL variables/)
  })
})

describe('the contract of a failing store', () => {
  it.each(storeFailureContract)('accepts: $name', ({ check }) => check(correctlyFailing))

  const rows = Object.entries(wronglyFailing).map(([fault, row]) => ({ fault, ...row }))
  it.each(rows)('finds each operation of a store that $fault', async ({ store, message }) => {
    for (const { check } of storeFailureContract) await expect(check(store)).rejects.toThrow(message)
  })

  it('finds a store that reports the values it was to write', async () => {
    for (const name of ['create', 'dataStores.create', 'uploadAgents.create']) {
      const { check } = named(storeFailureContract, `${name} gives an error of the database as a Left`)
      await expect(check(leaking)).rejects.toThrow('the error has a value that was to be written')
    }
  })
})

describe('the contract of several handles', () => {
  it.each(storeHandleContract)('accepts one handle for all: $name', async ({ check }) => {
    const store = createMemoryStore()
    await check(async () => store)
  })

  const rows = Object.entries(brokenHandles).map(([fault, row]) => ({ fault, ...row }))
  it.each(rows)('finds handles that $fault', async ({ open, caught }) => {
    await expect(named(storeHandleContract, caught).check(open())).rejects.toThrow()
  })
})
