// The resource of a session of which only the type is known.
import { propertiesWhere } from '../../src/model/index.js'

export const unknownResource: Readonly<Record<string, unknown>> = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  ...Object.fromEntries(
    propertiesWhere(({ role }) => role !== 'navigation')
      .filter((name) => name !== 'id')
      .map((name) => [name, null]),
  ),
}
