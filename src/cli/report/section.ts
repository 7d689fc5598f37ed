// The sections of a report, each as HTML.
import { type Html, html } from './html.js'
import type { ReportData } from './reportData.js'
import type { TimelineGroup } from './timelineGroup.js'

export const formatNumber = (value: number): string => value.toLocaleString('en')

const formatSeconds = (seconds: number): string => `${seconds.toFixed(3)} s`

const formatSpan = ({ from, to }: TimelineGroup): string =>
  from === to ? formatSeconds(from) : `${from.toFixed(3)} – ${formatSeconds(to)}`

/** One of the figures at the top. */
export const figure = (name: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`

/** An empty chart, which page.js draws. */
export const chart = (id: string, title: string, description: string): Html => html`
<section aria-label="${title}"><h2>${title}</h2><p>${description}</p><div class="chart" id="${id}"></div></section>`

/** Says how many points are drawn if not all of them are. */
export const downsamplingNote = ({ blocks }: ReportData): string =>
  blocks.of > blocks.seconds.length
    ? ` ${formatNumber(blocks.seconds.length)} of ${formatNumber(blocks.of)} trace entries are drawn.`
    : ''

export const timelineSection = ({ timeline: { groups, omitted } }: ReportData): Html => html`
<section aria-label="Timeline"><h2>Timeline</h2>
<p>What happened, in seconds after the start. Consecutive events of one kind share a line.</p>
<div class="scroll timeline"><table><thead><tr><th>after</th><th>what</th><th>block</th><th>why</th></tr></thead><tbody>
${groups.map(
  (group) => html`<tr class="${group.kind}"><td class="at">${formatSpan(group)}</td><td class="what">${
    group.kind === 'refused' ? `refused: ${group.what}` : group.what
  }</td><td class="count">${group.block ?? ''}</td><td>${group.why}</td></tr>
`,
)}</tbody></table></div>
${omitted > 0 ? html`<p>${formatNumber(omitted)} more lines are left out.</p>` : ''}</section>`

export const refusalsSection = ({ refusals, counts }: ReportData): Html => html`
<section aria-label="Refusals"><h2>Refusals</h2>
${
  refusals.length === 0
    ? html`<p>The session refused no event.</p>`
    : html`<p>The session refused ${formatNumber(counts.refused)} events.</p>
<div class="scroll"><table><thead><tr><th>times</th><th>first after</th><th>reason</th></tr></thead><tbody>
${refusals.map(
  ({ message, count, first }) =>
    html`<tr class="refused"><td class="count">${formatNumber(count)}</td><td class="at">${formatSeconds(first)}</td><td class="what">${message}</td></tr>
`,
)}</tbody></table></div>`
}</section>`

const formatValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const sessionSection = (resource: object): Html => html`
<section aria-label="Session"><h2>The session at the end</h2>
<div class="scroll"><table class="session"><tbody>
${Object.entries(resource).map(
  ([name, value]) => html`<tr><th scope="row">${name}</th><td><code>${formatValue(value)}</code></td></tr>
`,
)}</tbody></table></div></section>`
