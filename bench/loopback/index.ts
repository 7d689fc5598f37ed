// What the server does in a second over sockets: sessions beside bare hono, and blocks beside other upload servers.
import { mkdtempSync, rmSync } from 'node:fs'
import { race } from '../runner/race.js'
import type { Subject } from '../runner/subject.js'
import { startAzurite } from './azurite.js'
import { lanesTo } from './connection.js'
import { pinDriver, startServer } from './pinnedServer.js'
import { creating, getting, sendAll } from './requests.js'
import { toAzurite, toSessionsApi, toTus, type Upload } from './uploads.js'

pinDriver()
const folder = mkdtempSync('/dev/shm/bench-tus-')
const azurite = await startAzurite()
const servers = {
  api: await startServer('sessionsApi'),
  bare: await startServer('bareHono'),
  tus: await startServer('tus', [folder]),
}

const width = 4
const [toApi, toBare, toTusServer, toContainer] = [servers.api, servers.bare, servers.tus, azurite].map(
  ({ port }) => lanesTo(port, width),
)
if (toApi === undefined || toBare === undefined || toTusServer === undefined || toContainer === undefined) {
  throw new Error('there are four servers')
}

const { text = '{}' } = (await toApi[0]?.send(creating())) ?? {}
const { id } = JSON.parse(text)

const requests = 200

/** One run after the other: `race` begins with one that it does not wait for, and a connection has one request at a time. */
const many = (run: () => Promise<unknown>, units = requests) => {
  let last: Promise<unknown> = Promise.resolve()
  return {
    units,
    run: () => {
      last = last.then(run)
      return last
    },
  }
}

const small: Upload = { blocks: 200, block: new Uint8Array(4_096).fill(1) }
const large: Upload = { blocks: 16, block: new Uint8Array(4_194_304).fill(1) }

const [create, get] = ['create a session', 'get a session']
const [smallBlock, largeBlock] = ['a block of 4 KB', 'a block of 4 MB']
const [ours, bare, tus, azure] = ['the API', 'bare hono', '@tus/server', 'Azurite']

const rounds = { rounds: 12, turn: 40 }

export const subject: Subject = {
  title: 'Over loopback',
  description:
    'One request over one of four connections; the servers on one core, in turns, their driver on another. Sessions and blocks are kept in memory, by tus in files on tmpfs.',
  measures: [
    race(
      create,
      {
        [ours]: many(() => sendAll(toApi, requests, () => creating())),
        [bare]: many(() => sendAll(toBare, requests, () => creating())),
      },
      rounds,
    ),
    race(
      get,
      {
        [ours]: many(() => sendAll(toApi, requests, () => getting(id))),
        [bare]: many(() => sendAll(toBare, requests, () => getting(id))),
      },
      rounds,
    ),
    race(
      smallBlock,
      {
        [ours]: many(toSessionsApi(toApi, small), small.blocks),
        [tus]: many(toTus(toTusServer, small), small.blocks),
        [azure]: many(toAzurite(toContainer, azurite.path, azurite.signature, small), small.blocks),
      },
      rounds,
    ),
    race(
      largeBlock,
      {
        [ours]: many(toSessionsApi(toApi, large), large.blocks),
        [tus]: many(toTus(toTusServer, large), large.blocks),
      },
      rounds,
    ),
  ],
  goals: [
    { measure: create, contender: bare, against: ours, atLeast: 0.6 },
    { measure: get, contender: bare, against: ours, atLeast: 0.75 },
    { measure: smallBlock, contender: tus, against: ours, atLeast: 2.5 },
    { measure: smallBlock, contender: azure, against: ours, atLeast: 6 },
    { measure: largeBlock, contender: tus, against: ours, atLeast: 1.2 },
  ],
  close: async () => {
    for (const lane of [...toApi, ...toBare, ...toTusServer, ...toContainer]) lane.close()
    for (const { stop } of [...Object.values(servers), azurite]) stop()
    rmSync(folder, { recursive: true })
  },
}
