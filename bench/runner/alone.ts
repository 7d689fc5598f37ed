// Runs one subject in this process: node alone.js <module>.
import { sectionOf } from './report.js'
import type { Samples, Subject } from './subject.js'

// A module under bench/ exports a Subject by that name.
const { subject }: { readonly subject: Subject } = await import(process.argv[2] ?? '')

const taken: Record<string, Samples> = {}
for (const measure of subject.measures) {
  process.stderr.write(`${subject.title}: ${measure.name}\n`)
  taken[measure.name] = await measure.take()
}
await subject.close?.()
process.stdout.write(`${sectionOf(subject, taken)}\n\n`)
