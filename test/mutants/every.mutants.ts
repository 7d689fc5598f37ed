/// <reference types="vite/client" />
// Every test of codec, model and machine in one file, so that a mutant is loaded once. Named cases of the machine go
// first: they are quick, and most of its mutants die of one of them.
import { it } from 'vitest'

const quick = import.meta.glob(
  '../machine/{rejection,malformed,step,expiry,event,golden,inference,initial,diagram,states,actor}.test.ts',
)
const all = import.meta.glob('../{machine,model,codec}/*.test.ts')

for (const [file, load] of Object.entries({ ...quick, ...all })) {
  // A mutant may die while a file is loaded, before there is a test that could fail.
  await load().catch((error: unknown) => {
    it(`${file} can be loaded`, () => {
      throw error
    })
  })
}
