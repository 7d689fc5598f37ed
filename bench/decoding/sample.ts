// The values that are decoded: what JSON.parse gives for a full session, in which every property of the
// documentation's table has something to say; with all that its error may hold; in several key orders; at fault.

const at = (hour: number): string => `2026-11-20T${hour}:00:00.1234567Z`

const session = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  id: '5a1b0c6e-7d7c-4a0c-9f1a-3f6f3f1f4a11',
  creationDateTime: at(10),
  startDateTime: at(11),
  lastUpdatedDateTime: at(15),
  completionDateTime: at(15),
  error: {
    '@odata.type': '#microsoft.graph.classificationError',
    code: 'dataCorrupted',
    message: 'a block does not match its digest',
    target: 'block',
  },
  datastoreId: 'patients',
  processingCompletionDateTime: at(14),
  remainingBlockCount: 3,
  remainingJobCount: 15,
  state: 'Failed',
  totalBlockCount: 15,
  totalJobCount: 15,
  uploadCompletionDateTime: at(13),
  checksum: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  dataUploadURI: 'https://blobs.example/patients?se=2026-12-01T00:00:00Z&sig=abc',
  fields: ['patientId', 'lastName', 'firstName', 'dateOfBirth'],
  fileName: 'patients.csv',
  rowsPerBlock: 100_000,
  salt: 'q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2j3k4l5z6x7c8v9b0n1m2q3w4e5r6t7y8',
  uploadAgentId: '0c6e5a1b-4a0c-7d7c-9f1a-4a113f6f3f1f',
}

const detailed = {
  ...session,
  error: {
    ...session.error,
    innerError: {
      activityId: '3f6f3f1f-0c6e-4a0c-9f1a-5a1b7d7c4a11',
      clientRequestId: '9f1a3f6f-3f1f-4a11-7d7c-0c6e5a1b4a0c',
      code: 'digest',
      errorDateTime: at(14),
    },
    details: [{ code: 'row', message: 'row 17 has too few columns' }],
  },
}

/** The same properties in one of many orders, the same order for the same number. */
const inOrder = (order: number): unknown => {
  const rank = (name: string): number =>
    [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * (order + 7)) % 65_521, order)
  const sorted = Object.entries(session).sort(([first], [second]) => rank(first) - rank(second))
  return order === 0 ? session : Object.fromEntries(sorted)
}

const { id, state, totalBlockCount, remainingBlockCount, lastUpdatedDateTime } = session

/** Every sample is text, so that each value is what JSON.parse makes of it. */
export const texts = {
  full: JSON.stringify(session),
  detailed: JSON.stringify(detailed),
  selected: JSON.stringify({ id, state, totalBlockCount, remainingBlockCount, lastUpdatedDateTime }),
  faulty: JSON.stringify({ ...session, totalBlockCount: '15', startDateTime: '2026-02-29T12:00Z', state: 7 }),
  thousand: Array.from({ length: 1000 }, () => JSON.stringify(session)),
  thousandInOrders: Array.from({ length: 1000 }, (_, index) => JSON.stringify(inOrder(index % 16))),
}
