// The code blocks of a page, in their order.

export interface Block {
  readonly language: string
  readonly content: string
  /** The line of the page on which it begins. */
  readonly line: number
  /** The file it is to be saved as, where its first line names one. */
  readonly file: string | null
}

export const blocksOf = (page: string): ReadonlyArray<Block> =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: content = '', index }) => ({
    language,
    content,
    line: page.slice(0, index).split('\n').length,
    file: /^(?:\/\/|#) (\w+\.\w+)\n/.exec(content)?.[1] ?? null,
  }))
