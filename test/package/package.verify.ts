// The tarball in an empty project: imported, required, compiled, bundled, run.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedIn } from './installed.js'
import { installProject, type Project, root, run } from './project.js'

const manifest: {
  readonly exports: Readonly<Record<string, unknown>>
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
const name = 'exact-match-session'
const subpaths = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => path.replace(/^\./, name))

let project: Project
beforeAll(async () => {
  project = await installProject('fast-check', 'typescript', '@types/node')
})
afterAll(() => project.remove())

describe('the tarball', () => {
  it('holds what a user needs and nothing else', () => {
    const kinds = new Set(
      project.files.map((file) => file.replace(/^(dist|src)\/[^.]*\.(js|d\.ts|ts)(\.map)?$/, '$1/*.$2$3')),
    )
    expect([...kinds].filter((kind) => !/^docs\/(examples|decisions|pictures)\//.test(kind)).sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'dist/*.d.ts',
      'dist/*.d.ts.map',
      'dist/*.js',
      'dist/cli/LICENSES.txt',
      'dist/cli/report/uPlot.iife.min.js',
      'dist/cli/report/uPlot.min.css',
      'docs/guarantees.md',
      'docs/guide.md',
      'docs/invariants.md',
      'docs/performance.md',
      'docs/provenance.md',
      'docs/states.md',
      'docs/states.svg',
      'docs/vectors.md',
      'package.json',
      'src/*.ts',
    ])
  })

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('resolves with its types wherever ES modules are supported (attw)', async () => {
    await run(root, 'npx', 'attw', project.tarball, '--profile', 'esm-only', '--format', 'ascii')
  })
})

describe('every subpath', () => {
  it.each(subpaths)('%s can be imported', async (path) => {
    const script = `import * as room from '${path}'; console.log(Object.keys(room).length)`
    expect(
      Number(await run(project.folder, process.execPath, '--input-type=module', '-e', script)),
    ).toBeGreaterThan(0)
  })

  it.each(subpaths)('%s can be required', async (path) => {
    const script = `console.log(Object.keys(require('${path}')).length)`
    const shown = await run(project.folder, process.execPath, '--input-type=commonjs', '-e', script)
    expect(Number(shown)).toBeGreaterThan(0)
  })

  it('is the only way in: other files can’t be imported', async () => {
    const script = `await import('${name}/dist/codec/int32.js')`
    await expect(run(project.folder, process.execPath, '--input-type=module', '-e', script)).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    )
  })
})

describe('the declarations', () => {
  it('import nothing from date-fns, whose 258 declaration files every consumer would load', async () => {
    const folder = join(project.folder, 'node_modules', name, 'dist')
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.d.ts'))
    expect(files.length).toBeGreaterThan(100)
    const importing = await Promise.all(
      files.map(async (file) => (await readFile(join(folder, file), 'utf8')).includes("'date-fns")),
    )
    expect(files.filter((_, index) => importing[index])).toEqual([])
  })
})

describe('a consumer in TypeScript', () => {
  it.each([
    ['with every library checked, optional properties loose', { skipLibCheck: false }],
    ['with optional properties exact', { skipLibCheck: true, exactOptionalPropertyTypes: true }],
    ['with a bundler', { skipLibCheck: false, module: 'preserve', moduleResolution: 'bundler' }],
  ])('compiles %s', async (_, options) => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      types: ['node'],
      ...options,
    }
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['all.ts'] }))
    await project.write(
      'all.ts',
      subpaths.map((path, index) => `export * as room${index} from '${path}'`).join('\n'),
    )
    await run(project.folder, 'npx', 'tsc', '-p', '.')
  })
})

describe('the core in a browser', () => {
  /** Bundled and compressed size in bytes; the browser has xstate from elsewhere. */
  const sizeOf = async (code: string): Promise<number> => {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: project.folder },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: ['xstate'],
    })
    return gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length
  }

  it('bundles without modules of Node, whole and in part', async () => {
    const sizes = {
      whole: await sizeOf(`export * from '${name}'`),
      'reading and moving': await sizeOf(
        `export { ExactMatchSession, fromResource, step, toResource } from '${name}'`,
      ),
      step: await sizeOf(`export { initialSession, step } from '${name}'`),
      reading: await sizeOf(`export { ExactMatchSession } from '${name}/model'`),
    }
    const figures = Object.entries(sizes).map(([part, size]) => `${part} ${(size / 1000).toFixed(1)} kB`)
    process.stderr.write(`the core, compressed: ${figures.join(', ')}\n`)
    expect(sizes.step).toBeLessThan(22_000)
    // As a user bundles it, without aliases. Little more than when it was last cut.
    expect(sizes.reading).toBeLessThan(12_000)
    expect(sizes['reading and moving']).toBeLessThan(17_500)
    expect(sizes.whole).toBeLessThan(23_500)
  })
})

describe('an install without optional packages', () => {
  let bare: Project
  beforeAll(async () => {
    bare = await installProject()
  })
  afterAll(() => bare.remove())

  it('has at most 8 dependencies, and at most 10 MB beside peers and date-fns', async () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(8)
    const installed = await installedIn(bare.folder)
    const counted = [...installed].filter(
      ([name]) => !['fp-ts', 'io-ts', 'xstate', 'date-fns'].includes(name),
    )
    const bytes = counted.reduce((sum, [, size]) => sum + size, 0)
    process.stderr.write(
      `an install beside peers and date-fns: ${counted.length} packages, ${(bytes / 1e6).toFixed(1)} MB\n`,
    )
    expect(bytes).toBeLessThanOrEqual(10_000_000)
  })

  it('runs from its bin', async () => {
    const shown = await run(bare.folder, 'npx', name, '--version')
    expect(shown.trim()).toBe(manifest.version)
    const session: unknown = JSON.parse(await run(bare.folder, 'npx', name, 'simulate', '--json'))
    expect(session).toMatchObject({ state: 'Completed' })
    expect(await run(bare.folder, 'npx', name, 'diagram')).toContain('stateDiagram')
  })

  it.each([
    ['serve --data', '@electric-sql/pglite', ['serve', '--data', 'data'], ' fs-native-extensions'],
    ['conform', 'fast-check', ['conform', 'http://127.0.0.1:9', '--token', 'none'], ''],
    ['vectors', 'fast-check', ['vectors'], ''],
  ])('names the package that is missing: %s needs %s', async (_, missing, args, others) => {
    await expect(run(bare.folder, 'npx', name, ...args)).rejects.toThrow(
      `exact-match-session: the package ${missing} is not installed; npm install ${missing}${others}\n`,
    )
  })
})
