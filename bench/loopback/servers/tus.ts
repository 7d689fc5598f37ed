// @tus/server with its store of files, in the folder that is given.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const tus = new Server({ path: '/files', datastore: new FileStore({ directory: process.argv[2] ?? '' }) })
const server = createServer((incoming, outgoing) => void tus.handle(incoming, outgoing))
server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address with one.
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
