// What a live session takes together with facts of its own.
import { heaps } from './heap.js'
import { uploading } from './sample.js'

process.stdout.write(JSON.stringify(heaps(uploading)))
