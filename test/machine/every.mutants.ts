/// <reference types="vite/client" />
// Every test of the machine in one file, so that a mutant has to be loaded once and not seventeen times; without the
// million events of history.verify.ts, which would be played for each mutant. Named cases go first: they are quick, and
// most mutants die of one of them.
import { it } from 'vitest'

const quick = import.meta.glob(
  './{tabulate,rejection,step,expiry,event,golden,inference,initial,diagram,states,actor}.test.ts',
)
const all = import.meta.glob(['./*.test.ts', '!./history.verify.ts'])

for (const [file, load] of Object.entries({ ...quick, ...all })) {
  // A mutant may die while a file is loaded, before there is a test that could fail.
  await load().catch((error: unknown) => {
    it(`${file} can be loaded`, () => {
      throw error
    })
  })
}
