// The contract of data stores and upload agents.
import type { EntityStore, SessionStore } from '../../service/index.js'
import { equal, ok, present, right } from './assertion.js'
import { everyPage, expectLastPage } from './everyPage.js'
import { newId } from './sample.js'
import type { StoreCase } from './storeCase.js'

const entityCase = <A extends { readonly id?: string }>(
  plural: string,
  entitiesOf: (store: SessionStore) => EntityStore<A>,
  describe: (id: string, description: string) => A,
): StoreCase => ({
  name: `creates each of several ${plural} once, finds them by id, lists them in order`,
  check: async (store) => {
    const entities = entitiesOf(store)
    const ids = Array.from({ length: 5 }, newId)
    const before = await right(entities.count())
    for (const id of ids) equal(await right(entities.create(id, describe(id, 'one'))), true)
    const first = present(ids[0])
    equal(await right(entities.create(first, describe(first, 'two'))), false)
    equal(await right(entities.get(first)), describe(first, 'one'))
    equal(await right(entities.get(newId())), null)
    ok((await right(entities.count())) >= before + 5, 'not all are counted')
    const pages = await everyPage((page) => right(entities.list(page)), 2)
    expectLastPage(pages)
    expectLastPage(await everyPage((page) => right(entities.list(page)), 1))
    equal(
      pages.flat().flatMap(({ id }) => (id !== undefined && ids.includes(id) ? [id] : [])),
      ids,
    )
  },
})

export const entityCases: ReadonlyArray<StoreCase> = [
  entityCase(
    'data stores',
    ({ dataStores }) => dataStores,
    (id, description) => ({ id, description }),
  ),
  entityCase(
    'upload agents',
    ({ uploadAgents }) => uploadAgents,
    (id, description) => ({ id, description }),
  ),
]
