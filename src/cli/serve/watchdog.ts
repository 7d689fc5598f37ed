// PGlite runs in the main thread and may never return, on a full disk for example. Then no request is answered and no
// timer and no handler of a signal runs: only another thread can end the process.
import { Worker } from 'node:worker_threads'

/** How often the main thread shows that it runs, in milliseconds. */
const interval = 500

/** The main thread may stand still for nine seconds, so that SIGTERM ends the process within ten. */
const maxMissed = 18

// Text, so that it needs no file beside the bundle. It counts its own ticks rather than time: a computer that sleeps
// stops both threads.
const program = `
const { workerData } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const beats = new Int32Array(workerData.beats)
let [last, missed] = [-1, 0]
setInterval(() => {
  const beat = Atomics.load(beats, 0)
  missed = beat === last ? missed + 1 : 0
  last = beat
  if (missed < workerData.maxMissed) return
  try {
    writeSync(2, JSON.stringify({ level: 60, time: new Date().toISOString(), msg: workerData.message }) + '\\n')
  } catch {}
  process.kill(process.pid, 'SIGKILL')
}, workerData.interval)`

const message = 'the database in the folder no longer answers, so the server is killed; is the disk full?'

/** Kills the process when its main thread stands still. Gives a function that ends the watch. */
export const startWatchdog = (): (() => Promise<unknown>) => {
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const counter = new Int32Array(beats)
  const beating = setInterval(() => Atomics.add(counter, 0, 1), interval)
  beating.unref()
  const worker = new Worker(program, { eval: true, workerData: { beats, interval, maxMissed, message } })
  worker.unref()
  return () => {
    clearInterval(beating)
    return worker.terminate()
  }
}
