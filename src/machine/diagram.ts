// The chart as a picture: its own state nodes and transitions as text that Mermaid and Graphviz draw.
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { sessionStateNames, sessionStates } from '../model/index.js'

/** A language of diagrams. */
export type DiagramFormat = 'mermaid' | 'dot'

interface Arrow {
  readonly from: string
  readonly to: string
  readonly labels: ReadonlyArray<string>
}

const nodesOf = (chart: AnyStateMachine): ReadonlyArray<AnyStateNode> => Object.values(chart.root.states)

/** `nothingRemains` reads as a condition; that an event must be allowed goes without saying. */
const condition = (guard: unknown): string =>
  typeof guard === 'string' && guard !== 'allowed'
    ? ` [${guard.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}]`
    : ''

/** One arrow from a state to another for all events between them. */
const arrowsOf = (chart: AnyStateMachine): ReadonlyArray<Arrow> =>
  nodesOf(chart).flatMap((node) => {
    const arrows = new Map<string, ReadonlyArray<string>>()
    for (const { eventType, guard, target = [node] } of Object.values(node.on).flat()) {
      for (const { key } of target)
        arrows.set(key, [...(arrows.get(key) ?? []), `${eventType}${condition(guard)}`])
    }
    return Array.from(arrows, ([to, labels]) => ({ from: node.key, to, labels }))
  })

const beginningsOf = ({ root }: AnyStateMachine): ReadonlyArray<string> =>
  root.initial.target.map(({ key }) => key)

const factsOf = (name: string) => {
  const state = sessionStateNames.find((known) => known === name)
  return state === undefined ? { wire: name, source: 'ours' } : sessionStates[state]
}

const finalsOf = (chart: AnyStateMachine): ReadonlyArray<string> =>
  nodesOf(chart)
    .filter(({ type }) => type === 'final')
    .map(({ key }) => key)

const mermaid = (chart: AnyStateMachine): ReadonlyArray<string> => [
  'stateDiagram-v2',
  ...nodesOf(chart).map(({ key }) => `  ${key}: ${factsOf(key).wire}`),
  ...beginningsOf(chart).map((name) => `  [*] --> ${name}`),
  ...arrowsOf(chart).map(({ from, to, labels }) => `  ${from} --> ${to}: ${labels.join(', ')}`),
  ...finalsOf(chart).map((name) => `  ${name} --> [*]`),
]

/** A final state has a double border, one whose name is this model's own a dashed one. */
const box = ({ type, key }: AnyStateNode): string => {
  const { wire, source } = factsOf(key)
  return [
    `label="${wire}"`,
    ...(type === 'final' ? ['peripheries=2'] : []),
    ...(source === 'ours' ? ['style="rounded,dashed"'] : []),
  ].join(', ')
}

/**
 * The way from each state to the next is straight. What ends a session whenever it comes is grey and makes room, so
 * that the way stands out; to the last state it leaves below the loops.
 */
const line = (chart: AnyStateMachine, { from, to, labels }: Arrow): string => {
  const names = nodesOf(chart).map(({ key }) => key)
  const ends = finalsOf(chart).includes(to) && labels.every((label) => !label.endsWith(']'))
  return [
    `label="${labels.map((label) => `   ${label}  `).join('\\n')}"`,
    ...(!ends && names.indexOf(to) - names.indexOf(from) === 1 ? ['weight=20'] : []),
    ...(ends ? ['weight=0, color=gray60, fontcolor=gray40'] : []),
    ...(ends && to === names.at(-1) ? ['tailport=se'] : []),
  ].join(', ')
}

const dot = (chart: AnyStateMachine): ReadonlyArray<string> => [
  `digraph ${chart.id} {`,
  '  graph [nodesep=0.6, ranksep=0.45]',
  '  node [shape=box, style=rounded, fontname="Helvetica,Arial,sans-serif", fontsize=13, margin="0.25,0.1"]',
  '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, arrowsize=0.7]',
  '  beginning [shape=point, width=0.14]',
  ...nodesOf(chart).map((node) => `  ${node.key} [${box(node)}]`),
  ...beginningsOf(chart).map((name) => `  beginning -> ${name}`),
  ...arrowsOf(chart).map((arrow) => `  ${arrow.from} -> ${arrow.to} [${line(chart, arrow)}]`),
  '}',
]

const languages: Readonly<Record<DiagramFormat, (chart: AnyStateMachine) => ReadonlyArray<string>>> = {
  mermaid,
  dot,
}

/**
 * A chart as the text of a diagram: its states by their wire names, an arrow for all events that lead from one to
 * another. In `dot`, a final state has a double border, a state whose name is this model's own a dashed one, and what
 * ends a session whenever it comes is grey.
 *
 * @example
 * import { diagramOf, sessionMachine } from 'exact-match-session/machine'
 *
 * diagramOf(sessionMachine, 'mermaid') // 'stateDiagram-v2\n  created: Created\n…'
 */
export const diagramOf = (chart: AnyStateMachine, format: DiagramFormat): string =>
  `${languages[format](chart).join('\n')}\n`
