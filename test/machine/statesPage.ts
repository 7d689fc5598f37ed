// docs/states.md as the chart, the states and the rejections have it.
import * as E from 'fp-ts/lib/Either.js'
import {
  diagramOf,
  explain,
  type Rejection,
  type SessionEvent,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  sessionMachine,
  step,
  tabulate,
} from '../../src/machine/index.js'
import {
  type Remaining,
  type SessionStateName,
  type Source,
  sessionStateNames,
  sessionStates,
} from '../../src/model/index.js'
import { at, created, eventOf, inState } from './sample.js'
import { left, moved, right } from './story.js'

const sources: Readonly<Record<Source, string>> = {
  published: "**published**, on Microsoft's own pages",
  observed: '**seen**, in scripts and courses of others',
  assumed: "ours, this model's own",
}

const remaining: Readonly<Record<Remaining, string>> = {
  all: 'all',
  some: 'at least one',
  none: 'none',
  any: 'any number',
}

const brings: Readonly<Record<SessionEventType, string>> = {
  start: '',
  'block.uploaded': '`count`, from 1 to what remains',
  commit: '`totalJobCount`, from 0; may be left out',
  'job.completed': '`count`, from 1 to what remains',
  renew: '`dataUploadURI`',
  fail: '`error`, with a code or a message',
  cancel: '',
}

const does: Readonly<Record<SessionEventType, string>> = {
  start: 'The upload begins: sets `startDateTime`. Without blocks it ends at once.',
  'block.uploaded': 'So many blocks have arrived; the last one sets `uploadCompletionDateTime`.',
  commit:
    "The upload is complete; so many jobs will process it: by default the session's own total, else one a block.",
  'job.completed': 'So many jobs are done; the last one sets `processingCompletionDateTime`.',
  renew: 'Blocks go to another URI from now on; those that have arrived stay.',
  fail: 'The session ends by an error.',
  cancel: 'The session ends because its uploader wants it to.',
}

const expired = moved(created({ dataUploadURI: `https://upload.example/patients?se=${at(5)}` }), {
  type: 'start',
  at: at(1),
})

/** For every reason when it is given, and a session and an event for which it is. */
const refusals: Readonly<
  Record<Rejection['code'], readonly [when: string, record: SessionRecord, event: SessionEvent]>
> = {
  notStarted: ['the upload has not begun', inState.created, eventOf.commit],
  blocksRemain: ['blocks remain to be uploaded', inState.uploading, eventOf.commit],
  noBlocksRemain: ['all blocks have arrived', inState.uploaded, eventOf['block.uploaded']],
  alreadyCommitted: ['the session has been committed', inState.processing, eventOf.commit],
  finished: ['the state is a final one', inState.cancelled, eventOf.start],
  notAllowed: ['the event has no place in the state', inState.uploading, eventOf.start],
  countOutOfRange: [
    'the count is no whole number, or not within its bounds',
    inState.uploading,
    { ...eventOf['block.uploaded'], count: 4 },
  ],
  uploadUriExpired: ['the `se=` of the upload URI has come', expired, eventOf['block.uploaded']],
  errorSaysNothing: [
    'the error has neither a code nor a message',
    inState.uploading,
    { ...eventOf.fail, error: {} },
  ],
}

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const code = (name: string): string => `\`${name}\``

const stateRows = sessionStateNames.map((name) => {
  const { wire, source, meaning, blocks, jobs, final } = sessionStates[name]
  return [
    code(wire),
    code(name),
    meaning,
    remaining[blocks],
    remaining[jobs],
    final ? 'yes' : '',
    sources[source],
  ]
})

const cells = right(tabulate(sessionMachine))

/** Where an event leads, or in parentheses why it is refused. */
const cellOf = (state: SessionStateName, type: SessionEventType): string => {
  const cell = cells[state]?.[type]
  if (cell === undefined) return `(${left(step(inState[state], eventOf[type])).code})`
  return cell.last === null ? code(cell.next) : `${code(cell.next)}, at last ${code(cell.last)}`
}

const eventRows = sessionEventTypes.map((type) => [code(type), brings[type], does[type]])

const cellRows = sessionStateNames.map((state) => [
  code(state),
  ...sessionEventTypes.map((type) => cellOf(state, type)),
])

const rejectionRows = Object.entries(refusals).map(([reason, [when, record, event]]) => [
  code(reason),
  when,
  E.match(explain, () => '')(step(record, event)),
])

/** The whole page. */
export const statesPage = `# States and events

The life of a session, as \`sessionMachine\` has it. This page is made from the chart itself: \`npm run states\` writes it,
and a test fails when it is not up to date.

![The states of a session and the events between them](states.svg)

A dashed border: the name of the state is this model's own. A double border: a session ends here. Grey: ends a session
whenever it comes.

The same for Mermaid, as \`exact-match-session diagram\` prints it:

\`\`\`mermaid
${diagramOf(sessionMachine, 'mermaid')}\`\`\`

## The states

${table(['`state`', 'in the chart', 'meaning', 'blocks remaining', 'jobs remaining', 'final', 'where the name comes from'], stateRows)}

## The events

Every event also brings \`at\`, when it happened. What is recorded is the later of that and \`lastUpdatedDateTime\`, so
that clocks that disagree break no law. Every event sets \`lastUpdatedDateTime\`, and every event that leads to a final
state \`completionDateTime\`. All events and what they do are this model's own, but for three that have an operation of
the published API: \`commit\`, \`renew\` and \`cancel\`.

${table(['event', 'brings', 'what it does'], eventRows)}

## Where an event leads

_At last_: when nothing remains of the blocks or jobs. In parentheses: why the event is refused.

${table(['', ...sessionEventTypes.map(code)], cellRows)}

## The rejections

${table(['reason', 'given when', 'for example'], rejectionRows)}
`
