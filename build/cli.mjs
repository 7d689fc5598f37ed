// Bundles the command line into dist/cli with the packages that only it uses, so that users of the library do not
// install those. `npm run build` runs it after tsc, which compiles the rooms.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const { dependencies, peerDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

/** The rooms stay out of the bundle: the command line imports the files that the package exports. */
const rooms = {
  name: 'rooms',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\..*\/index\.js$/ }, ({ path, resolveDir }) => {
      const door = relative(join(root, 'src'), join(resolveDir, path)).split(sep)
      return door[0] === 'cli' ? undefined : { path: `../${door.join('/')}`, external: true }
    })
  },
}

// Names of chunks change with their content, so old ones would stay.
await rm(join(root, 'dist/cli'), { recursive: true, force: true })

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/cli',
  bundle: true,
  // Graphviz and the server stay files of their own, loaded by the commands that need them.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Smaller by a quarter; names stay, so that a stack trace can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  // The CommonJS build of jsonc-parser can't be bundled.
  mainFields: ['module', 'main'],
  external: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
  plugins: [rooms],
  // pino is CommonJS and requires modules of Node.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'\nconst require = createRequireHere(import.meta.url)",
  },
  metafile: true,
  logLevel: 'warning',
})

// Nobody reads the encoders of certificates in a stack trace, and they are a fifth of the bundle.
for (const file of await readdir(join(root, 'dist/cli'))) {
  if (!file.startsWith('selfSigned-')) continue
  const path = join(root, 'dist/cli', file)
  const { code } = await transform(await readFile(path, 'utf8'), { format: 'esm', minify: true })
  await writeFile(path, code)
}

// The script of a report, and uPlot, which it draws with, are put into each report.
await build({
  absWorkingDir: root,
  entryPoints: { page: 'src/cli/report/page/main.ts' },
  outdir: 'dist/cli/report',
  bundle: true,
  format: 'esm',
  target: 'es2023',
  logLevel: 'warning',
})
for (const file of ['uPlot.min.css', 'uPlot.iife.min.js']) {
  await cp(require.resolve(`uplot/dist/${file}`), join(root, 'dist/cli/report', file))
}

/** The folder of the package that a bundled file is from, if it is from a package. */
const packageOf = (file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]

const folders = new Set([
  'node_modules/uplot',
  ...Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []),
])

const licenseOf = async (folder) => {
  const { name, version, license, homepage } = JSON.parse(
    await readFile(join(root, folder, 'package.json'), 'utf8'),
  )
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']) {
    const text = await readFile(join(root, folder, file), 'utf8').catch(() => null)
    if (text !== null) return `${name} ${version} (${license})\n\n${text.trim()}\n`
  }
  return `${name} ${version} (${license}): ${homepage}\n`
}
// Their licences ask to be passed on with their code.
const licenses = await Promise.all([...folders].sort().map(licenseOf))
await writeFile(join(root, 'dist/cli/LICENSES.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`))
