// The documented paths with their operations.
import { ExactMatchDataStore, ExactMatchUploadAgent } from '../../model/index.js'
import type { Deps } from '../deps.js'
import type { Route } from '../operation.js'
import { cancelSession } from '../operations/sessions/cancelSession.js'
import { commitSession } from '../operations/sessions/commitSession.js'
import { countSessions } from '../operations/sessions/countSessions.js'
import { createSession } from '../operations/sessions/createSession.js'
import { deleteSession } from '../operations/sessions/deleteSession.js'
import { getSession } from '../operations/sessions/getSession.js'
import { getUploadAgentOfSession } from '../operations/sessions/getUploadAgentOfSession.js'
import { listSessions } from '../operations/sessions/listSessions.js'
import { renewSession } from '../operations/sessions/renewSession.js'
import { updateSession } from '../operations/sessions/updateSession.js'
import { entityRoutes } from './entityRoutes.js'
import { dataStoreUrl, paths, uploadAgentUrl } from './path.js'

/** Every documented path. */
export const routesOf = (deps: Deps): ReadonlyArray<readonly [path: string, route: Route]> => [
  [`${paths.sessions}/$count`, { GET: ['countSessions', countSessions(deps)] }],
  [
    paths.sessions,
    { GET: ['listSessions', listSessions(deps)], POST: ['createSession', createSession(deps)] },
  ],
  [`${paths.session}/commit`, { POST: ['commitSession', commitSession(deps)] }],
  [`${paths.session}/cancel`, { POST: ['cancelSession', cancelSession(deps)] }],
  [`${paths.session}/renew`, { POST: ['renewSession', renewSession(deps)] }],
  [`${paths.session}/uploadAgent`, { GET: ['getUploadAgentOfSession', getUploadAgentOfSession(deps)] }],
  [
    paths.session,
    {
      GET: ['getSession', getSession(deps)],
      PATCH: ['updateSession', updateSession(deps)],
      DELETE: ['deleteSession', deleteSession(deps)],
    },
  ],
  ...entityRoutes(deps, deps.service.dataStores, {
    codec: ExactMatchDataStore,
    collection: paths.dataStores,
    parameter: 'datastoreId',
    urlOf: dataStoreUrl,
    names: ['DataStore', 'DataStores'],
  }),
  ...entityRoutes(deps, deps.service.uploadAgents, {
    codec: ExactMatchUploadAgent,
    collection: paths.uploadAgents,
    parameter: 'id',
    urlOf: uploadAgentUrl,
    names: ['UploadAgent', 'UploadAgents'],
  }),
]
