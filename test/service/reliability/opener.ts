// The process of the folder lock's tests: opens the database in a folder, its argument, prints "owner" or why it cannot,
// and keeps the folder until it is killed. process.ts bundles it.
import * as E from 'fp-ts/lib/Either.js'
import { openPglite } from '../../../src/service/postgres/index.js'

const opened = await openPglite({ folder: process.argv[2] ?? '' })()
process.stdout.write(`${E.isRight(opened) ? 'owner' : opened.left.message}\n`)
// A timer keeps the owner alive; nothing keeps one that was refused.
if (E.isRight(opened)) setInterval(() => undefined, 60_000)
