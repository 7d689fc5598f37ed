// docs/states.md, from the tables of the machine.
import * as E from 'fp-ts/lib/Either.js'
import {
  diagramOf,
  events,
  explain,
  type Rejection,
  type SessionEvent,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  step,
  type TransitionsOfState,
  transitions,
} from '../../src/machine/index.js'
import {
  type Remaining,
  type SessionStateName,
  type Source,
  sessionStateNames,
  sessionStates,
} from '../../src/model/index.js'
import { left, stepThrough } from './records.js'
import { at, created, eventOf, inState } from './sample.js'

const sources: Readonly<Record<Source, string>> = {
  published: "**published** on Microsoft's own pages",
  observed: '**observed** in scripts and courses of others',
  assumed: 'assumed by this model',
}

const remaining: Readonly<Record<Remaining, string>> = {
  all: 'all',
  some: 'at least one',
  none: 'none',
  any: 'any number',
}

const expired = stepThrough(created({ dataUploadURI: `https://upload.example/patients?se=${at(5)}` }), {
  type: 'start',
  at: at(1),
})

/** For every code when it is given, with a session and an event that get it. */
const refusals: Readonly<
  Record<Rejection['code'], readonly [when: string, record: SessionRecord, event: SessionEvent]>
> = {
  notStarted: ['the upload has not started', inState.created, eventOf.commit],
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
  uploadUriExpired: [
    'the `se=` of the upload URI is not after the time of the event',
    expired,
    eventOf['block.uploaded'],
  ],
  errorWithoutDetails: [
    'the error has neither a code nor a message',
    inState.uploading,
    { ...eventOf.fail, error: {} },
  ],
  malformedEvent: [
    'the value is no event',
    inState.uploading,
    // An untyped caller may send anything.
    { ...eventOf.start, at: 'soon' } as SessionEvent,
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

/** Where an event leads, or in parentheses why it is refused. */
const cellOf = (state: SessionStateName, type: SessionEventType): string => {
  const row: TransitionsOfState = transitions[state]
  const transition = row[type]
  if (transition === undefined) return `(${left(step(inState[state], eventOf[type])).code})`
  const { to, onLast } = transition
  return onLast === undefined ? code(to) : `${code(to)}, on last ${code(onLast)}`
}

const eventRows = sessionEventTypes.map((type) => [code(type), events[type].brings, events[type].does])

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

The life of a session. \`npm run states\` writes this page from the tables of the machine, and a test fails when it is
out of date.

![The states of a session and the events between them](states.svg)

Dashed border: the name of the state is assumed by this model. Double border: the session has ended. Grey: an exit that
is open in every state before the end.

The same for Mermaid, as \`exact-match-session diagram\` prints it:

\`\`\`mermaid
${diagramOf('mermaid')}\`\`\`

## The states

${table(['`state`', 'in the machine', 'meaning', 'blocks remaining', 'jobs remaining', 'final', 'source of the name'], stateRows)}

## The events

Every event also brings \`at\`, when it happened. The later of \`at\` and \`lastUpdatedDateTime\` is recorded, so that
timestamps never decrease when clocks disagree. Every event sets \`lastUpdatedDateTime\`, and every event that leads to a
final state \`completionDateTime\`. All events and their effects are assumed, but for three that are operations of the
published API: \`commit\`, \`renew\` and \`cancel\`.

${table(['event', 'brings', 'what it does'], eventRows)}

## Where an event leads

_On last_: when no block or job of the phase remains. In parentheses: the code of the rejection.

${table(['', ...sessionEventTypes.map(code)], cellRows)}

## The rejections

| code | given when | for example |
| --- | --- | --- |
${rejectionRows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`
