// Servers on free ports that answer the first message of a PostgreSQL client as a real one does in some situation.
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { generate } from 'selfsigned'
import { onTestFinished } from 'vitest'

/** Listens until the test ends; gives the URL of a database there. */
const listen = async (answer: (socket: Socket) => void): Promise<string> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const address = server.address()
  return `postgres://app:secret-password@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/sessions`
}

/** Refuses the client with an error (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
export const refusingServer = (sqlState: string, message: string): Promise<string> =>
  listen((socket) => {
    const fields = Buffer.from(`SFATAL\0C${sqlState}\0M${message}\0\0`)
    const header = Buffer.from('E\0\0\0\0')
    header.writeInt32BE(fields.length + 4, 1)
    socket.end(Buffer.concat([header, fields]))
  })

/** Agrees to TLS, with a certificate that nobody has signed. */
export const untrustedServer = async (): Promise<string> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }])
  return listen((socket) => {
    socket.write('S')
    new TLSSocket(socket, { isServer: true, key, cert }).on('error', () => undefined)
  })
}
