/** The name of the program, which begins each line that it prints about a failure. */
export const programName = 'exact-match-session'
