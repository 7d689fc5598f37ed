// An upload URI expires at its `se`.
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { DateTimeOffset } from '../../src/codec/index.js'
import { type Rejection, type SessionRecord, step, toResource } from '../../src/machine/index.js'
import { stepThrough } from './records.js'
import { at, created, eventOf } from './sample.js'

const expiryOf = (dataUploadURI: string | null) => created({ dataUploadURI }).context.upload.expiry

const uploadingTo = (dataUploadURI: string | null): SessionRecord =>
  stepThrough(created({ dataUploadURI }), { type: 'start', at: at(1) })

const block = (minutes: number) => ({ ...eventOf['block.uploaded'], at: at(minutes) })

const reasonOf = (record: SessionRecord, minutes: number) =>
  E.match(
    ({ code }: Rejection): string => code,
    () => 'taken',
  )(step(record, block(minutes)))

describe('the expiry of an upload URI', () => {
  it.each<[string, string | null]>([
    ['https://upload.example/a?se=2026-11-24T10:05:00Z&sig=x', '2026-11-24T10:05:00Z'],
    ['https://upload.example/a?sig=x&se=2026-11-24T10:05:00Z', '2026-11-24T10:05:00Z'],
    ['https://upload.example/a?se=2026-11-24T10%3A05%3A00Z', '2026-11-24T10:05:00Z'],
    ['https://upload.example/a?se=2026-11-24T10:05Z', '2026-11-24T10:05Z'],
    ['https://upload.example/a?se=2026-11-24T13:05:00+03:00', '2026-11-24T13:05:00+03:00'],
    ['https://upload.example/a?se=2026-11-24', '2026-11-24T00:00Z'],
    ['https://upload.example/a?se=2026-11-24#top', '2026-11-24T00:00Z'],
    ['https://upload.example/a?se=2026-02-30', null],
    ['https://upload.example/a?se=x2026-11-24', null],
    ['https://upload.example/a?se=2026-11-24x', null],
    ['https://upload.example/a?se=tomorrow', null],
    ['https://upload.example/a?se=', null],
    ['https://upload.example/a?se=%E0%A4%A', null],
    ['https://upload.example/a?use=2026-11-24', null],
    ['https://upload.example/se=2026-11-24', null],
    ['https://upload.example/a', null],
    ['', null],
  ])('%s is %s', (uri, expiry) => {
    expect(expiryOf(uri)).toBe(expiry)
  })

  it('is unknown without a URI', () => {
    expect(expiryOf(null)).toBeNull()
  })
})

describe('blocks', () => {
  const record = uploadingTo(`https://upload.example/a?se=${at(5)}`)

  it('are taken before the expiry, and refused from then on', () => {
    expect(reasonOf(record, 4)).toBe('taken')
    expect(reasonOf(record, 5)).toBe('uploadUriExpired')
    expect(reasonOf(record, 6)).toBe('uploadUriExpired')
  })

  it('are taken again after a renewal, until the new URI expires', () => {
    const renewed = stepThrough(record, {
      type: 'renew',
      at: at(6),
      dataUploadURI: `https://upload.example/b?se=${at(9)}`,
    })
    expect(reasonOf(renewed, 7)).toBe('taken')
    expect(reasonOf(renewed, 9)).toBe('uploadUriExpired')
    expect(toResource(stepThrough(renewed, block(7)))).toMatchObject({ remainingBlockCount: 14 })
  })

  it('are judged by their own time, however late the session was last updated', () => {
    const late = stepThrough(record, {
      ...eventOf.renew,
      at: at(20),
      dataUploadURI: `https://a.example/?se=${at(9)}`,
    })
    expect(reasonOf(late, 2)).toBe('taken')
    expect(step(late, block(9))).toEqual(
      E.left({ code: 'uploadUriExpired', event: 'block.uploaded', expiry: at(9), at: at(9) }),
    )
  })

  it('are refused for their number first, for what no renewal mends', () => {
    const outcome = step(record, { ...block(6), count: 16 })
    expect(outcome).toMatchObject(E.left({ code: 'countOutOfRange' }))
  })

  it('never find a URI expired that has no expiry', () => {
    const forever = uploadingTo('https://upload.example/a')
    expect(reasonOf(forever, 1e6)).toBe('taken')
  })
})

describe('an expired URI', () => {
  it('stops nothing but blocks', () => {
    const record = uploadingTo(`https://upload.example/a?se=${at(5)}`)
    expect(stepThrough(record, eventOf.cancel).value).toBe('cancelled')
    expect(
      stepThrough(created({ dataUploadURI: 'https://upload.example/?se=2000-01-01' }), eventOf.start).value,
    ).toBe('uploading')
  })

  it('is read again from the resource', () => {
    const expiry = '2026-11-24T10:05:00Z' as DateTimeOffset
    expect(uploadingTo(`https://upload.example/a?se=${expiry}`).context.upload).toEqual({
      dataUploadURI: `https://upload.example/a?se=${expiry}`,
      expiry,
    })
  })
})
