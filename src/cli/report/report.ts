// A report: one HTML page that needs no other file and no network.
import { readFile } from 'node:fs/promises'
import type { Duration } from 'date-fns'
import { durationsOf, progressOf, toResource } from '../../machine/index.js'
import { type ClassificationError, maskSecrets, sessionStates } from '../../model/index.js'
import type { Plan } from '../../simulate/index.js'
import { packageFile } from '../packageFile.js'
import { html, jsonHtml, rawHtml } from './html.js'
import type { ChartData } from './page/chartData.js'
import { markRows, type ReportData } from './reportData.js'
import {
  chart,
  downsamplingNote,
  figure,
  formatNumber,
  refusalsSection,
  sessionSection,
  timelineSection,
} from './section.js'
import { style } from './style.js'

/** `npm run build` puts these files beside the bundle. */
const assetOf = (name: string): Promise<string> => readFile(packageFile(`dist/cli/report/${name}`), 'utf8')

const units = [
  ['days', 'd'],
  ['hours', 'h'],
  ['minutes', 'min'],
  ['seconds', 's'],
] as const

const formatDuration = (duration: Duration | null): string => {
  if (duration === null) return '–'
  const parts = units.flatMap(([unit, symbol]) => {
    const count = duration[unit] ?? 0
    return count === 0 ? [] : [`${count} ${symbol}`]
  })
  return parts.join(' ') || 'under 1 s'
}

const errorText = ({ code, message }: ClassificationError): string =>
  [code, message].filter((part) => typeof part === 'string' && part !== '').join(': ')

/** The report of a simulation as HTML. Salt and signatures are masked. */
export const reportOf = async (plan: Plan, data: ReportData): Promise<string> => {
  const record = data.last?.session ?? plan.sessions[0].session
  const resource = maskSecrets(toResource(record))
  const now = data.last?.at ?? plan.startDateTime
  const { upload, processing, whole } = durationsOf(record, now)
  const { state = '', fileName } = resource
  const { error } = record.context
  const title = `Upload of ${fileName ?? resource.id ?? 'a session'}`
  const clientState = data.last?.client.state ?? record.value
  const { blocks, jobs, marks, stateChanges, seconds } = data
  const chartData: ChartData = { blocks, jobs, marks, markRows, stateChanges, seconds }
  const hasJobs = jobs.service.some((value) => value !== null)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}: ${state ?? ''}</title>
<style>${rawHtml(await assetOf('uPlot.min.css'))}${rawHtml(style)}</style>
</head>
<body>
<main>
<header>
<div><h1>${title}</h1>
<p>Simulated with seed ${plan.seed} from ${plan.startDateTime}.${
    clientState === record.value ? '' : ` The client still shows ${sessionStates[clientState].wire}.`
  }</p>${error === null ? '' : html`<p class="error">${errorText(error)}</p>`}</div>
<div class="state ${state ?? ''}">${state ?? ''}</div>
</header>
<dl class="figures">
${figure('Completion', `${progressOf(record).percentage} %`)}
${figure('Upload took', formatDuration(upload))}
${figure('Processing took', formatDuration(processing))}
${figure('In all', formatDuration(whole))}
${figure('Trace entries', formatNumber(data.counts.entries))}
${figure('Refused', formatNumber(data.counts.refused))}
${figure('Blocks repeated', formatNumber(data.counts.repeated))}
</dl>
${chart('blocks', 'Remaining blocks', `The blocks that remain, as the service counts them and as the client last read.${downsamplingNote(data)}`)}
${hasJobs ? chart('jobs', 'Remaining jobs', 'The jobs that remain, as the service counts them and as the client last read.') : ''}
${marks.length > 0 ? chart('marks', 'Out of the ordinary', 'When something was refused, repeated, asked again, and so on.') : ''}
${timelineSection(data)}
${refusalsSection(data)}
${sessionSection(resource)}
<footer>Made by exact-match-session. Nothing on this page comes from a network.</footer>
</main>
<script type="application/json" id="data">${jsonHtml(chartData)}</script>
<script>${rawHtml(await assetOf('uPlot.iife.min.js'))}</script>
<script type="module">${rawHtml(await assetOf('page.js'))}</script>
</body>
</html>
`.html
}
