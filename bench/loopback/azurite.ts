// Azurite, with everything in memory. It is not installed with the rest: it brings 300 packages.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import { type PinnedServer, startServer } from './pinnedServer.js'

/** Where a container is, and the signature with which blocks may be sent to it. */
export interface Container extends PinnedServer {
  readonly path: string
  readonly signature: string
}

/** The account that every Azurite has. https://learn.microsoft.com/azure/storage/common/storage-use-azurite */
const account = 'devstoreaccount1'
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const script = resolve(process.env['AZURITE'] ?? 'node_modules/azurite', 'dist/src/blob/main.js')

/** Starts Azurite with a container. */
export const startAzurite = async (): Promise<Container> => {
  if (!existsSync(script)) {
    throw new Error(`${script} is missing: install azurite@3.35.0 anywhere, and set AZURITE to its folder`)
  }
  const options = ['--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry']
  const server = await startServer(script, [...options, '--blobPort', '0'])
  const credential = new StorageSharedKeyCredential(account, accountKey)
  const url = `http://127.0.0.1:${server.port}/${account}`
  const containerName = 'bench'
  await new BlobServiceClient(url, credential).getContainerClient(containerName).create()
  const signature = generateBlobSASQueryParameters(
    {
      containerName,
      permissions: ContainerSASPermissions.parse('w'),
      expiresOn: new Date(Date.now() + 86_400_000),
    },
    credential,
  ).toString()
  return { ...server, path: `/${account}/${containerName}`, signature }
}
