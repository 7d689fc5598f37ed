// How a bar looks in a terminal, whatever it shows the progress of.
export const barLook = {
  hideCursor: true,
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 36,
} as const
