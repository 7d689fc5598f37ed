// docs/provenance.md, whose tables come from the rows of the code: `npm run unit -- test/docs/provenance.test.ts --update`.
import type * as t from 'io-ts'
import { expect, it } from 'vitest'
import { DateTimeOffset, Int32 } from '../../src/codec/index.js'
import { events, sessionEventTypes } from '../../src/machine/index.js'
import {
  historyInvariants,
  invariants,
  propertyNames,
  propertyOf,
  type Source,
  sessionStateNames,
  sessionStates,
} from '../../src/model/index.js'

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const code = (name: string): string => `\`${name}\``

const typeOf = (codec: t.Mixed): string => {
  if (codec === DateTimeOffset) return 'DateTimeOffset'
  if (codec === Int32) return 'Int32'
  if (codec.name === 'string') return 'String'
  return codec.name === 'Array<string>' ? 'String collection' : code(codec.name)
}

const propertyRows = propertyNames.map((name) => {
  const { codec, declaredBy, source } = propertyOf(name)
  return [code(name), typeOf(codec), code(declaredBy), source]
})

const statesOf = (source: Source): string =>
  sessionStateNames
    .filter((name) => sessionStates[name].source === source)
    .map((name) => code(sessionStates[name].wire))
    .join(', ')

const eventRows = sessionEventTypes.map((type) => [code(type), events[type].source, events[type].rule])

const published = ['saltWellFormed']
const implied = ['remainingWithinTotal', 'timesInOrder']

const names = [...Object.keys(invariants), ...Object.keys(historyInvariants)]
const assumed = names.filter((name) => !published.includes(name) && !implied.includes(name))

const page = `# Provenance

Which parts of this model are published, which were observed elsewhere, and which are assumed.

- **published**: Microsoft's documentation, the service's metadata, or Microsoft's own packages.
- **observed**: scripts or course material of others.
- **assumed**: no public source defines it; this project does.

## The resource

${table(['property', 'type', 'declared by', 'source'], propertyRows)}

Every property but \`id\` is nullable, none of the types is open, and all but \`uploadAgent\`, a navigation property, stand in
the table "Create sessions" of the documentation. That table marks every property as required when a session is created.
Here only \`totalBlockCount\` is: the server fills in the others, or they stay unknown.

The renew response is published twice, bare in the metadata and inside \`value\` in drafts of the documentation: both are
read, the bare one is written. That the salt and the signature of the upload URI are secrets is assumed.

| what goes with it | properties | source |
| --- | --- | --- |
| \`classifcationErrorBase\`, spelled so | \`code\`, \`message\`, \`target\`, \`innerError\` | published |
| \`classificationError\` | those, and \`details\` | published |
| \`classificationInnerError\` | \`activityId\`, \`clientRequestId\`, \`errorDateTime\`; in newer metadata \`code\` | published |
| \`exactMatchUploadAgent\` | \`id\`, \`creationDateTime\`, \`description\` | published |
| \`exactMatchLookupJob\` | those of \`exactMatchJobBase\`, \`state\`, \`matchingRows\` | published |
| \`lookupResultRow\` | \`id\`, \`row\` | published |
| \`exactMatchDataStoreBase\`, \`exactMatchDataStore\` | \`id\`, \`displayName\`, \`description\`, \`dataLastUpdatedDateTime\`, \`columns\`; \`sessions\` | published |
| \`exactDataMatchStoreColumn\` | \`name\`, \`isSearchable\`, \`isCaseInsensitive\`, \`ignoredDelimiters\` | published |

The documentation's example carries an \`error\` object without a code or a message, so this model treats an error as
one only if it has either.

## The states

| state | source |
| --- | --- |
| ${statesOf('published')} | published: the upload agent's user is told to wait for the one to become the other |
| ${statesOf('observed')} | observed |
| ${statesOf('assumed')} | assumed |

All transitions are assumed, and so is how a missing state is inferred from counts and timestamps.

## The events

${table(['event', 'source', 'its rule, assumed'], eventRows)}

That a finished session never changes, and that the later of an event's time and \`lastUpdatedDateTime\` is recorded, is
assumed.

## The invariants

${table(
  ['invariant', 'source'],
  [
    [published.map(code).join(', '), 'published'],
    [implied.map(code).join(', '), 'assumed; the published names imply it'],
    [assumed.map(code).join(', '), 'assumed'],
  ],
)}

## The operations

\`POST …/sessions\`, \`GET\`, \`PATCH\`, \`DELETE\`, \`…/commit\`, \`…/cancel\`, \`…/renew\` and \`$count\` are published, with their
responses; so are the collections of data stores and of upload agents, as properties of \`dataClassificationService\`.
The effect of renew is assumed: a fresh URI, the old one stops working, blocks that have arrived stay. So are how blocks
travel, by Azure's Put Block to \`dataUploadURI\`, and that a data store is created with its first session.
That requests ignore what the service computes is OData's rule (Core.Computed); which properties those are is assumed. So
are that the metadata of a file are fixed with its first block, and that a commit starts a session without blocks.

## The protocol

\`Edm.Int32\` and \`Edm.DateTimeOffset\` follow the OData ABNF, with the calendar added: the grammar by itself lets
31 February pass. Error bodies, \`Prefer\`, \`If-Match\` and the responses to unsupported options follow OData and the
conventions of Microsoft Graph.
`

it('docs/provenance.md is up to date', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/provenance.md')
})
