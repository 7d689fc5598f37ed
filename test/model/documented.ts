// The example of the documentation: as it stands there, and with values in place of its placeholders.

/** The document's example request and response, its placeholders in place. */
export const documentExample = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  creationDateTime: 'String (timestamp)',
  startDateTime: 'String (timestamp)',
  lastUpdatedDateTime: 'String (timestamp)',
  completionDateTime: 'String (timestamp)',
  error: { '@odata.type': 'microsoft.graph.classificationError' },
  datastoreId: 'String',
  uploadAgentId: 'String',
  fields: ['String'],
  fileName: 'String',
  checksum: 'String',
  dataUploadURI: 'String',
  remainingBlockCount: 'Integer',
  totalBlockCount: 'Integer',
  state: 'String',
  uploadCompletionDateTime: 'String (timestamp)',
  processingCompletionDateTime: 'String (timestamp)',
  rowsPerBlock: 'Integer',
  totalJobCount: 'Integer',
  remainingJobCount: 'Integer',
  salt: 'String',
}

/** The same with values of the kinds that the placeholders name. */
export const filledExample = {
  ...documentExample,
  id: '79517a47-7a47-7951-477a-5179477a5179',
  creationDateTime: '2016-12-31T23:56:56.2754224+03:00',
  startDateTime: '2016-12-31T23:57:35.2754224+03:00',
  lastUpdatedDateTime: '2017-01-01T00:03:12.1234567-08:00',
  completionDateTime: '2016-12-31T23:59:41.0000000+03:00',
  remainingBlockCount: 3,
  totalBlockCount: 15,
  uploadCompletionDateTime: '2016-12-31T23:58:11.2754224+03:00',
  processingCompletionDateTime: '2016-12-31T23:59:11.2754224+03:00',
  rowsPerBlock: 12,
  totalJobCount: 13,
  remainingJobCount: 1,
}

/** The request with valid values. */
export const documentedRequest = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  creationDateTime: '2026-11-24T09:00:00Z',
  startDateTime: '2026-11-24T09:00:00Z',
  lastUpdatedDateTime: '2026-11-24T12:45:00.1234567+03:00',
  completionDateTime: null,
  error: { '@odata.type': 'microsoft.graph.classificationError' },
  datastoreId: 'patients',
  uploadAgentId: '0c6e5a1b-4a0c-7d7c-9f1a-4a113f6f3f1f',
  fields: ['PatientId', 'LastName'],
  fileName: 'patients.csv',
  checksum: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  dataUploadURI: 'https://upload.example/patients?sig=x',
  remainingBlockCount: 3,
  totalBlockCount: 15,
  state: 'UploadInProgress',
  uploadCompletionDateTime: null,
  processingCompletionDateTime: null,
  rowsPerBlock: 100,
  totalJobCount: 13,
  remainingJobCount: 13,
  salt: 'q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2j3k4l5z6x7c8v9b0n1m2q3w4e5r6t7y8',
}
