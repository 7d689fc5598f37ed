// The certificate that a server has made, fetched as it tells its users to.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RunningServer } from './server.js'

/** Runs a line of a shell in a folder; gives what it prints. */
export const shell = async (line: string, cwd: string): Promise<string> =>
  (await promisify(execFile)('sh', ['-c', line], { cwd })).stdout

/** Fetches the certificate into a folder; gives it as PEM. */
export const fetchCertificate = async ({ out }: RunningServer, cwd: string): Promise<string> => {
  const [line = ''] = /^openssl .*$/m.exec(out) ?? []
  await shell(line, cwd)
  return readFile(join(cwd, 'exact-match-session.pem'), 'utf8')
}
