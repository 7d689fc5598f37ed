import { afterAll, beforeAll, describe, it } from 'vitest'
import { storeContract } from '../../src/testing/index.js'
import { type OpenStore, stores } from './stores.js'

describe.each(Object.entries(stores))('a store in %s', (_, open) => {
  let opened: OpenStore
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  it.each(storeContract)('$name', ({ check }) => check(opened.store))
})
