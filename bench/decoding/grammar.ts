// A session said once, in words that every contender has: each library gives the words its own meaning, so all of
// them check the same things. Every property may be missing, unknown ones are kept.

/** Matches what DateTimeOffset takes, for libraries that want an expression. */
export const timestamp =
  /^-?(?:0\d{3}|[1-9]\d{3,})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])|02-29(?<=(?:(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29))[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,12})?)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

export type Properties<S> = Readonly<Record<string, S>>

export interface Grammar<S> {
  readonly text: S
  readonly int32: S
  readonly timestamp: S
  readonly named: (qualifiedName: string) => S
  readonly nullable: (schema: S) => S
  readonly list: (item: S) => S
  /** An object, from its root in the hierarchy to itself. */
  readonly entity: (root: Properties<S>, ...derived: ReadonlyArray<Properties<S>>) => S
}

export const sessionIn = <S>(grammar: Grammar<S>): S => {
  const { nullable, named, list, entity } = grammar
  const text = nullable(grammar.text)
  const int32 = nullable(grammar.int32)
  const time = nullable(grammar.timestamp)
  const id = { id: grammar.text }
  const innerError = entity({ activityId: text, clientRequestId: text, code: text, errorDateTime: time })
  const errorBase = { code: text, innerError: nullable(innerError), message: text, target: text }
  const error = entity(errorBase, {
    '@odata.type': named('microsoft.graph.classificationError'),
    details: nullable(list(entity(errorBase))),
  })
  const uploadAgent = entity(id, {
    '@odata.type': named('microsoft.graph.exactMatchUploadAgent'),
    creationDateTime: time,
    description: text,
  })
  return entity(
    id,
    {
      creationDateTime: time,
      startDateTime: time,
      lastUpdatedDateTime: time,
      completionDateTime: time,
      error: nullable(error),
    },
    {
      datastoreId: text,
      processingCompletionDateTime: time,
      remainingBlockCount: int32,
      remainingJobCount: int32,
      state: text,
      totalBlockCount: int32,
      totalJobCount: int32,
      uploadCompletionDateTime: time,
    },
    {
      '@odata.type': named('microsoft.graph.exactMatchSession'),
      checksum: text,
      dataUploadURI: text,
      fields: nullable(list(grammar.text)),
      fileName: text,
      rowsPerBlock: int32,
      salt: text,
      uploadAgentId: text,
      uploadAgent: nullable(uploadAgent),
    },
  )
}
