// The clients, in a thread of their own, so that they take nothing of the server's: sends a burst of blocks, one to each
// target at once, and says when all of them have been acknowledged.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type MessagePort, parentPort } from 'node:worker_threads'

/** Where a block is sent. */
export interface Target {
  readonly port: number
  readonly path: string
}

const agent = new Agent({ keepAlive: true })
const body = Buffer.alloc(4_096, 1)

const put = ({ port, path }: Target): Promise<void> =>
  new Promise((resolve, reject) => {
    const id = encodeURIComponent(Buffer.from(randomUUID()).toString('base64'))
    const options = {
      agent,
      port,
      host: '127.0.0.1',
      method: 'PUT',
      path: `${path}&comp=block&blockid=${id}`,
    }
    const sent = request(options, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 201) resolve()
        else reject(new Error(`${response.statusCode}`))
      })
    })
    sent.once('error', reject).end(body)
  })

/** A burst, and where to say that it has been acknowledged. */
export interface Burst {
  readonly targets: ReadonlyArray<Target>
  readonly done: MessagePort
}

parentPort?.on('message', async ({ targets, done }: Burst) => {
  await Promise.all(targets.map(put))
  done.postMessage('acknowledged')
  done.close()
})
