// What a live session takes beside the facts of its file, which are the same objects whoever holds them.
import { heaps } from './heap.js'
import { created, uploadingFrom } from './sample.js'

const one = created('a')

process.stdout.write(JSON.stringify(heaps(() => uploadingFrom(one))))
