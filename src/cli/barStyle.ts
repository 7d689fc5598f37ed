// How all progress bars look in a terminal.
export const barStyle = {
  hideCursor: true,
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 36,
} as const
