/// <reference types="vite/client" />
// Every test of the machine in one file, so that a mutant has to be loaded once and not seventeen times; without the
// million events of history.test.ts, which would be played for each mutant.
import.meta.glob(['./*.test.ts', '!./history.test.ts'], { eager: true })
