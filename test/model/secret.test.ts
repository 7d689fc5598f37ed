// The secrets of a session: the salt, and the signature in the upload URI.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExactMatchSession, isSecretPath, maskSecrets, propertiesWhere } from '../../src/model/index.js'
import { sessionJson } from './json.js'

describe('isSecretPath', () => {
  it('is true of the salt and the upload URI, wherever a session is', () => {
    expect(['/salt', '/dataUploadURI', '/value/salt', '/sessions/0/dataUploadURI'].every(isSecretPath)).toBe(
      true,
    )
    expect(['', '/state', '/salty', '/xsalt', '/salt/x', '/fields/0'].some(isSecretPath)).toBe(false)
  })
})

describe('maskSecrets', () => {
  it('changes only the salt and the upload URI, and keeps null and missing values', () => {
    fc.assert(
      fc.property(sessionJson('datastoreId'), (session: ExactMatchSession) => {
        const masked = maskSecrets(session)
        expect({ ...masked, salt: 0, dataUploadURI: 0 }).toEqual({ ...session, salt: 0, dataUploadURI: 0 })
        expect(masked.salt).toBe(typeof session.salt === 'string' ? '***' : session.salt)
        expect(Object.keys(masked)).toEqual(Object.keys(session))
      }),
    )
  })

  it('hides every property whose row says that it is a secret', () => {
    for (const name of propertiesWhere(({ secret }) => secret === true)) {
      const masked = maskSecrets({ [name]: 'https://blobs.example/f?sig=abc' })[name]
      expect(masked).toContain('***')
      expect(masked).not.toContain('abc')
    }
  })

  it('hides a signature wherever it stands in the query, and nothing else of the URI', () => {
    fc.assert(
      fc.property(fc.base64String({ minLength: 8 }), fc.boolean(), (signature, last) => {
        const sig = `sig=${encodeURIComponent(signature)}`
        const query = last ? `se=2026-12-01&${sig}` : `${sig}&se=2026-12-01`
        const masked = maskSecrets({ dataUploadURI: `https://blobs.example/f?${query}` }).dataUploadURI
        expect(masked).toBe(
          `https://blobs.example/f?${last ? 'se=2026-12-01&sig=***' : 'sig=***&se=2026-12-01'}`,
        )
      }),
    )
  })

  it('knows the other names that signatures have', () => {
    expect(maskSecrets({ dataUploadURI: 'https://a/?TOKEN=b&key=c#d' })).toEqual({
      dataUploadURI: 'https://a/?TOKEN=***&key=***#d',
    })
  })
})
