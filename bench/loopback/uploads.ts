// One file in blocks of one size, uploaded over several connections: as a session of this API, by Azure's Put Block to
// Azurite, and in the way of tus, where each connection has an upload of its own, since its parts follow each other.
import { randomUUID } from 'node:crypto'
import type { Connection } from './connection.js'
import { creating, removing, sendAll } from './requests.js'

/** Some blocks of one size. */
export interface Upload {
  readonly blocks: number
  readonly block: Uint8Array
}

const blockId = (index: number): string =>
  encodeURIComponent(Buffer.from(String(index).padStart(6, '0')).toString('base64'))

/** Creates a session, sends its blocks and removes it. */
export const toSessionsApi =
  (lanes: ReadonlyArray<Connection>, { blocks, block }: Upload) =>
  async () => {
    const [first] = lanes
    if (first === undefined) return
    const { text } = await first.send(creating({ totalBlockCount: blocks }))
    const { id, dataUploadURI } = JSON.parse(text)
    const path = dataUploadURI.slice(new URL(dataUploadURI).origin.length)
    await sendAll(lanes, blocks, (index) => ({
      method: 'PUT',
      path: `${path}&comp=block&blockid=${blockId(index)}`,
      body: block,
    }))
    await first.send(removing(id))
  }

const tusResumable = { 'tus-resumable': '1.0.0' }

/** On each connection creates an upload, sends its blocks one after the other, and removes it. */
export const toTus =
  (lanes: ReadonlyArray<Connection>, { blocks, block }: Upload) =>
  () =>
    Promise.all(
      lanes.map(async ({ send }) => {
        const share = blocks / lanes.length
        const length = String(share * block.length)
        const headers = { ...tusResumable, 'upload-length': length }
        const { text, location } = await send({ method: 'POST', path: '/files', headers })
        const path = new URL(location ?? text, 'http://127.0.0.1').pathname
        for (let index = 0; index < share; index += 1) {
          await send({
            method: 'PATCH',
            path,
            headers: {
              ...tusResumable,
              'upload-offset': String(index * block.length),
              'content-type': 'application/offset+octet-stream',
            },
            body: block,
          })
        }
        await send({ method: 'DELETE', path, headers: tusResumable })
      }),
    )

/** Stages the blocks of a new blob in a container, whose access signature is given. */
export const toAzurite =
  (lanes: ReadonlyArray<Connection>, container: string, signature: string, { blocks, block }: Upload) =>
  () => {
    const blob = randomUUID()
    return sendAll(lanes, blocks, (index) => ({
      method: 'PUT',
      path: `${container}/${blob}?comp=block&blockid=${blockId(index)}&${signature}`,
      headers: { 'x-ms-version': '2024-11-04' },
      body: block,
    }))
  }
