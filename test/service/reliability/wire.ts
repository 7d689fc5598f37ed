// A TCP proxy to the database that can be cut and frozen.
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Wire {
  /** The URL of the database through the proxy. */
  readonly url: string
  /** Closes every connection and refuses new ones. */
  readonly cut: () => Promise<void>
  /** Keeps every connection open and forwards nothing. */
  readonly freeze: () => void
  /** Forwards everything again. */
  readonly mend: () => Promise<void>
}

export const wireTo = async (database: string): Promise<Wire> => {
  const { hostname, port } = new URL(database)
  const sockets = new Set<Socket>()
  let frozen = false
  const server: Server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) })
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => {
        if (!frozen) to.write(bytes)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  const drop = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const at = await listen(0)
  const url = new URL(database)
  url.host = `127.0.0.1:${at}`
  return {
    url: url.href,
    cut: async () => {
      const closed = once(server, 'close')
      server.close()
      drop()
      await closed
    },
    freeze: () => {
      frozen = true
    },
    mend: async () => {
      frozen = false
      // Frozen connections have lost bytes and cannot continue.
      drop()
      if (!server.listening) await listen(at)
    },
  }
}
