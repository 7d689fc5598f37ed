// PgBouncer in transaction mode before the server of the tests, where the program is installed.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find(existsSync)

/** Whether there is one; its tests are skipped where there is none. */
export const hasPgBouncer = program !== undefined

if (!hasPgBouncer) process.stderr.write('Skipped: tests behind PgBouncer. Install pgbouncer.\n')

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const isOpen = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve())
    child.kill('SIGTERM')
  })

/** As it comes, but for the mode; few connections, so that clients change them all the time. */
const configuration = ({ hostname, port }: URL, listenPort: number): string => `
[databases]
* = host=${hostname} port=${port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
`

/** Starts one; gives the URL of a database through it. */
export const startPgBouncer = async (
  url: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const direct = new URL(url)
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'pgbouncer-'))
  // Any user can read it: PgBouncer refuses to run as root.
  await chmod(folder, 0o755)
  const file = join(folder, 'pgbouncer.ini')
  // With any password a role is of the configuration's choice.
  const { username, password } = direct
  const user = ` user=${username || 'postgres'}${password === '' ? '' : ` password=${password}`}`
  await writeFile(
    file,
    configuration(direct, port).replace(/^\* = .*$/m, (line) => line + user),
  )
  const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const child = spawn(program ?? '', ['-q', file], {
    ...unprivileged,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await vi.waitFor(() => isOpen(port), { timeout: 30_000, interval: 20 })
  direct.host = `127.0.0.1:${port}`
  return {
    url: direct.href,
    stop: async () => {
      await ended(child)
      await rm(folder, { recursive: true })
    },
  }
}
