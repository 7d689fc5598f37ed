// The public surface as text in docs/api, so that a change of it shows in review. `npm run api` rewrites it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { beforeAll, describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { root } from './example.js'

const manifest: { readonly exports: Readonly<Record<string, { readonly types?: string }>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const doors = Object.entries(manifest.exports).flatMap(([path, { types }]) =>
  // The front door opens on three of the others.
  types === undefined || path === '.' ? [] : [{ name: path.slice(2).replaceAll('/', '.'), types }],
)

const folder = newFolder()

interface Door {
  readonly name: string
  readonly types: string
}

const configOf = ({ name, types }: Door): ExtractorConfig =>
  ExtractorConfig.prepare({
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

/** One compilation for all doors, which the first of them starts. */
const compile = (): CompilerState => {
  const [first, ...others] = doors.map(configOf)
  if (first === undefined) throw new Error('the package exports nothing')
  return CompilerState.create(first, {
    additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  })
}

let compilerState: CompilerState
beforeAll(() => {
  compilerState = compile()
})

const reportOf = (door: Door): string => {
  Extractor.invoke(configOf(door), {
    compilerState,
    localBuild: true,
    showVerboseMessages: false,
    messageCallback: (message) => {
      message.handled = true
    },
  })
  return readFileSync(folder.at(`${door.name}.api.md`), 'utf8')
}

describe('the public surface', () => {
  it.each(doors)('of $name is the one in docs/api', async (door) => {
    await expect(reportOf(door)).toMatchFileSnapshot(join(root, 'docs/api', `${door.name}.api.md`))
  })
})
