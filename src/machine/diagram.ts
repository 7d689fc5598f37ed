// The transitions as a picture: text that Mermaid and Graphviz draw.
import { type SessionStateName, sessionStateNames, sessionStates } from '../model/index.js'

import { type Transition, transitions } from './transitions.js'

/** A language of diagrams. */
export type DiagramFormat = 'mermaid' | 'dot'

interface Arrow {
  readonly from: SessionStateName
  readonly to: SessionStateName
  readonly labels: ReadonlyArray<string>
}

const initial: SessionStateName = 'created'

const finals = sessionStateNames.filter((name) => sessionStates[name].final)

/** What one event draws: where the last of its phase leads, then where any other leads. */
const labelled = (
  type: string,
  { to, onLast }: Transition,
): ReadonlyArray<readonly [SessionStateName, string]> => [
  ...(onLast === undefined ? [] : [[onLast, `${type} [nothing remains]`] as const]),
  [to, type],
]

/** One arrow from a state to another for all events between them. */
const arrowsFrom = (from: SessionStateName): ReadonlyArray<Arrow> => {
  const arrows = new Map<SessionStateName, ReadonlyArray<string>>()
  for (const [type, transition] of Object.entries<Transition>(transitions[from])) {
    for (const [to, label] of labelled(type, transition)) arrows.set(to, [...(arrows.get(to) ?? []), label])
  }
  return Array.from(arrows, ([to, labels]) => ({ from, to, labels }))
}

const arrows = sessionStateNames.flatMap(arrowsFrom)

const mermaid = (): ReadonlyArray<string> => [
  'stateDiagram-v2',
  ...sessionStateNames.map((name) => `  ${name}: ${sessionStates[name].wire}`),
  `  [*] --> ${initial}`,
  ...arrows.map(({ from, to, labels }) => `  ${from} --> ${to}: ${labels.join(', ')}`),
  ...finals.map((name) => `  ${name} --> [*]`),
]

/** A final state has a double border, a state whose name is assumed a dashed one. */
const box = (name: SessionStateName): string => {
  const { wire, source, final } = sessionStates[name]
  return [
    `label="${wire}"`,
    ...(final ? ['peripheries=2'] : []),
    ...(source === 'assumed' ? ['style="rounded,dashed"'] : []),
  ].join(', ')
}

/**
 * The path from each state to the next is straight. Exits are grey and make room, so that the path stands out; those to
 * the last state leave below the loops.
 */
const line = ({ from, to, labels }: Arrow): string => {
  const isExit = finals.includes(to) && labels.every((label) => !label.endsWith(']'))
  return [
    `label="${labels.map((label) => `   ${label}  `).join('\\n')}"`,
    ...(!isExit && sessionStateNames.indexOf(to) - sessionStateNames.indexOf(from) === 1
      ? ['weight=20']
      : []),
    ...(isExit ? ['weight=0, color=gray60, fontcolor=gray40'] : []),
    ...(isExit && to === sessionStateNames.at(-1) ? ['tailport=se'] : []),
  ].join(', ')
}

const dot = (): ReadonlyArray<string> => [
  'digraph exactMatchSession {',
  '  graph [nodesep=0.6, ranksep=0.45]',
  '  node [shape=box, style=rounded, fontname="Helvetica,Arial,sans-serif", fontsize=13, margin="0.25,0.1"]',
  '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, arrowsize=0.7]',
  '  initial [shape=point, width=0.14]',
  ...sessionStateNames.map((name) => `  ${name} [${box(name)}]`),
  `  initial -> ${initial}`,
  ...arrows.map((arrow) => `  ${arrow.from} -> ${arrow.to} [${line(arrow)}]`),
  '}',
]

const languages: Readonly<Record<DiagramFormat, () => ReadonlyArray<string>>> = { mermaid, dot }

/**
 * The transitions as the text of a diagram: states by their wire names, one arrow for all events from one state to
 * another. In `dot`, a final state has a double border, a state whose name is assumed a dashed one, and exits are grey.
 *
 * @example
 * import { diagramOf } from 'exact-match-session/machine'
 *
 * diagramOf('mermaid') // 'stateDiagram-v2\n  created: Created\n…'
 */
export const diagramOf = (format: DiagramFormat): string => `${languages[format]().join('\n')}\n`
