// Runs one subject in this process: node alone.js <module> [--json].
import { asData, asMarkdown } from './report.js'
import type { Samples, Subject } from './subject.js'

const [path = '', format] = process.argv.slice(2)

// Whatever lies under bench/ exports a Subject by that name, as its own type check makes sure.
const { subject }: { readonly subject: Subject } = await import(path)

const taken: Record<string, Samples> = {}
for (const measure of subject.measures) {
  process.stderr.write(`${subject.title}: ${measure.name}\n`)
  taken[measure.name] = await measure.take()
}
await subject.close?.()

process.stdout.write(
  format === '--json' ? JSON.stringify(asData(subject, taken)) : `${asMarkdown(subject, taken)}\n\n`,
)
