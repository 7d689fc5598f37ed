export {
  classificationError,
  createSessionRequest,
  type DateTimeOffsetConstraints,
  dateTimeOffset,
  type EventConstraints,
  type SessionConstraints,
  sessionEvent,
  uploadUri,
} from './arbitrary.js'
