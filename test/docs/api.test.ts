// The public surface, written down: a change of it shows in review as a change of docs/api. `npm run api` rewrites it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { root } from './example.js'

const manifest: { readonly exports: Readonly<Record<string, { readonly types?: string }>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const doors = Object.entries(manifest.exports).flatMap(([path, { types }]) =>
  // The front door opens on three of the others.
  types === undefined || path === '.' ? [] : [{ name: path.slice(2), types }],
)

const folder = newFolder()

const reportOf = ({ name, types }: { readonly name: string; readonly types: string }): string => {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, types),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder.at(),
        reportTempFolder: folder.at(),
        includeForgottenExports: false,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
      newlineKind: 'lf',
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  })
  Extractor.invoke(config, {
    localBuild: true,
    showVerboseMessages: false,
    messageCallback: (message) => {
      message.handled = true
    },
  })
  return readFileSync(folder.at(`${name}.api.md`), 'utf8')
}

describe('the public surface', () => {
  it.each(doors)('of $name is what docs/api says it is', async (door) => {
    await expect(reportOf(door)).toMatchFileSnapshot(join(root, 'docs/api', `${door.name}.api.md`))
  })
})
