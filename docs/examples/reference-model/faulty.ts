// Counts every request, so that a client that retries a block completes the upload early.
import { uploads } from './uploads.js'

export const faulty = () => uploads(() => 'new')
