// A report: one page that holds everything it needs, so that it opens from a disk, without a network.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Duration } from 'date-fns'
import { durationsOf, progressOf, toResource } from '../../machine/index.js'
import { type ClassificationError, maskSecrets, sessionStates } from '../../model/index.js'
import type { Plan } from '../../simulate/index.js'
import { type Chronicle, lanes } from './chronicle.js'
import type { Episode } from './episode.js'
import { type Html, html, json, verbatim } from './html.js'
import type { ChartData } from './page.js'
import { style } from './style.js'

const require = createRequire(import.meta.url)

/** What this file is about, in place of the names of files. */
const textOf = (path: string): Promise<string> => readFile(require.resolve(path), 'utf8')

const page = async (): Promise<string> =>
  (await readFile(new URL('./page.js', import.meta.url), 'utf8')).replace(/^(?:export \{\};|\/\/#.*)$/gm, '')

const number = (value: number): string => value.toLocaleString('en')

const after = (seconds: number): string => `${seconds.toFixed(3)} s`

const span = ({ from, to }: Episode): string =>
  from === to ? after(from) : `${from.toFixed(3)} – ${after(to)}`

const figure = (name: string, value: string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const units = [
  ['days', 'd'],
  ['hours', 'h'],
  ['minutes', 'min'],
  ['seconds', 's'],
] as const

const durationText = (duration: Duration | null): string => {
  if (duration === null) return '–'
  const told = units.flatMap(([unit, short]) => {
    const count = duration[unit] ?? 0
    return count === 0 ? [] : [`${count} ${short}`]
  })
  return told.join(' ') || 'under 1 s'
}

const chart = (id: string, title: string, says: string): Html => html`
<section aria-label="${title}"><h2>${title}</h2><p>${says}</p><div class="chart" id="${id}"></div></section>`

const thinnedNote = ({ blocks }: Chronicle): string =>
  blocks.of > blocks.seconds.length
    ? ` Of ${number(blocks.of)} moments, ${number(blocks.seconds.length)} evenly spaced ones are drawn.`
    : ''

const timeline = ({ episodes, untold }: Chronicle): Html => html`
<section aria-label="Timeline"><h2>Timeline</h2>
<p>What happened, after so many seconds; the like in a row stands in one line.</p>
<div class="scroll timeline"><table><thead><tr><th>after</th><th>what</th><th>block</th><th>why</th></tr></thead><tbody>
${episodes.map(
  (episode) => html`<tr class="${episode.kind}"><td class="at">${span(episode)}</td><td class="what">${
    episode.kind === 'refused' ? `refused: ${episode.what}` : episode.what
  }</td><td class="count">${episode.block ?? ''}</td><td>${episode.why}</td></tr>
`,
)}</tbody></table></div>
${untold > 0 ? html`<p>${number(untold)} more lines are left out.</p>` : ''}</section>`

const refusals = ({ refusals, counts }: Chronicle): Html => html`
<section aria-label="Refusals"><h2>Refusals</h2>
${
  refusals.length === 0
    ? html`<p>Nothing was refused.</p>`
    : html`<p>${number(counts.refused)} times the session refused what it was asked.</p>
<div class="scroll"><table><thead><tr><th>times</th><th>first after</th><th>reason</th></tr></thead><tbody>
${refusals.map(
  ({ message, count, first }) =>
    html`<tr class="refused"><td class="count">${number(count)}</td><td class="at">${after(first)}</td><td class="what">${message}</td></tr>
`,
)}</tbody></table></div>`
}</section>`

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? 'null' : JSON.stringify(value)

const session = (resource: object): Html => html`
<section aria-label="Session"><h2>The session at the end</h2>
<div class="scroll"><table class="session"><tbody>
${Object.entries(resource).map(
  ([name, value]) => html`<tr><th scope="row">${name}</th><td><code>${shown(value)}</code></td></tr>
`,
)}</tbody></table></div></section>`

const errorText = ({ code, message }: ClassificationError): string =>
  [code, message].filter((part) => typeof part === 'string' && part !== '').join(': ')

/** The report of a simulation as a page; salt and signatures are masked. */
export const reportOf = async (plan: Plan, chronicle: Chronicle): Promise<string> => {
  const record = chronicle.last?.session ?? plan.session
  const resource = maskSecrets(toResource(record))
  const now = chronicle.last?.at ?? plan.startDateTime
  const { upload, processing, whole } = durationsOf(record, now)
  const { state = '', fileName } = resource
  const { error } = record.context
  const title = `Upload of ${fileName ?? resource.id ?? 'a session'}`
  const believed = chronicle.last?.client.state ?? record.value
  const data: ChartData = {
    blocks: chronicle.blocks,
    jobs: chronicle.jobs,
    marks: chronicle.marks,
    lanes,
    turns: chronicle.turns,
    seconds: chronicle.seconds,
  }
  const hasJobs = chronicle.jobs.service.some((value) => value !== null)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}: ${state ?? ''}</title>
<style>${verbatim(await textOf('uplot/dist/uPlot.min.css'))}${verbatim(style)}</style>
</head>
<body>
<main>
<header>
<div><h1>${title}</h1>
<p>Simulated with seed ${plan.seed} from ${plan.startDateTime}.${
    believed === record.value ? '' : ` The client still believes it is ${sessionStates[believed].wire}.`
  }</p>${error === null ? '' : html`<p class="error">${errorText(error)}</p>`}</div>
<div class="state ${state ?? ''}">${state ?? ''}</div>
</header>
<dl class="figures">
${figure('Completion', `${progressOf(record).percentage} %`)}
${figure('Upload took', durationText(upload))}
${figure('Processing took', durationText(processing))}
${figure('In all', durationText(whole))}
${figure('Moments', number(chronicle.counts.moments))}
${figure('Refused', number(chronicle.counts.refused))}
${figure('Blocks repeated', number(chronicle.counts.repeated))}
</dl>
${chart('blocks', 'Remaining blocks', `What the service has still to get, and what the client believes of that, as both stand at each moment.${thinnedNote(chronicle)}`)}
${hasJobs ? chart('jobs', 'Remaining jobs', 'What the service has still to process, and what the client last read of it.') : ''}
${chronicle.marks.length > 0 ? chart('marks', 'Out of the ordinary', 'When something was refused, repeated, asked again, and so on.') : ''}
${timeline(chronicle)}
${refusals(chronicle)}
${session(resource)}
<footer>Made by exact-match-session. Nothing on this page comes from a network.</footer>
</main>
<script type="application/json" id="data">${json(data)}</script>
<script>${verbatim(await textOf('uplot/dist/uPlot.iife.min.js'))}</script>
<script type="module">${verbatim(await page())}</script>
</body>
</html>
`.html
}
