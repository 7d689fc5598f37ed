import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { createPostgresStore, openPg, type Query } from '../../src/service/postgres/index.js'
import { left, right } from './outcome.js'
import { datastoreId } from './service.js'

/** A store whose database works until the store is open, and then fails with an error. */
const storeThatFailsWith = async (error: unknown) => {
  let isOpen = false
  const query: Query = async () => {
    if (isOpen) throw error
    return []
  }
  const store = await right(createPostgresStore({ query, transaction: (work) => work(query) }))
  isOpen = true
  return store
}

const errorWith = (code: string, more: object = {}) => Object.assign(new Error('no'), { code, ...more })

const errorOf = async (error: unknown) =>
  left((await storeThatFailsWith(error)).get({ datastoreId, id: 'a' }))

describe('a database error', () => {
  it.each([
    ['a connection exception', errorWith('08006')],
    ['a serialization failure', errorWith('40001')],
    ['too many connections', errorWith('53300')],
    ['a shutdown', errorWith('57P01')],
    ['a statement timeout', errorWith('57014')],
    ['a refused connection', errorWith('ECONNREFUSED')],
    ['a broken connection', errorWith('ECONNRESET')],
    ['an unknown host', errorWith('ENOTFOUND')],
    ['a network timeout', errorWith('ETIMEDOUT')],
    ['a missing socket', errorWith('ENOENT', { syscall: 'connect' })],
    ['a timeout of the pool', new Error('timeout exceeded when trying to connect')],
  ])('of a kind that passes is unavailable: %s', async (_, error) => {
    expect(await errorOf(error)).toMatchObject({ code: 'unavailable', retryAfter: 1 })
  })

  it.each([
    ['a missing database', errorWith('3D000')],
    ['a wrong password', errorWith('28P01')],
    ['a missing table', errorWith('42P01')],
    ['a missing right', errorWith('42501')],
    ['a read-only replica', errorWith('25006')],
    ['a missing file', errorWith('ENOENT')],
    ['a missing package', errorWith('ERR_MODULE_NOT_FOUND')],
    ['a bug', new TypeError('undefined is not a function')],
  ])('of any other kind is storeFailed, without a time to try again: %s', async (_, error) => {
    const failure = await errorOf(error)
    expect(failure).toMatchObject({ code: 'storeFailed' })
    expect(failure).not.toHaveProperty('retryAfter')
  })

  it('of a full disk is unavailable for as long as a person needs', async () => {
    expect(await errorOf(errorWith('53100'))).toMatchObject({
      code: 'unavailable',
      retryAfter: 30,
      message: 'the disk of the store is full; try again in 30 s',
    })
  })

  it('keeps its code and message, and nothing of the data', async () => {
    const error = errorWith('53300', { params: ['salt'], detail: '(salt)' })
    expect(await errorOf(error)).toEqual({
      code: 'unavailable',
      retryAfter: 1,
      message: 'the store cannot be reached; try again in 1 s',
      cause: { code: '53300', message: 'no' },
    })
  })

  it('has the cause ECONNREFUSED where no server listens', async () => {
    const database = await right(openPg({ connectionString: 'postgres://127.0.0.1:1/none' }))
    expect(await createPostgresStore(database)()).toMatchObject(
      E.left({ code: 'unavailable', retryAfter: 1, cause: { code: 'ECONNREFUSED' } }),
    )
    await database.close()
  })
})
