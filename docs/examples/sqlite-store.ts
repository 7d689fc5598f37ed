// A store of sessions in SQLite: one file, which several processes of a machine may open.
import type { Database } from 'better-sqlite3'
import * as service from 'exact-match-session/service'
import { either as E, readonlyNonEmptyArray as NEA, taskEither as TE } from 'fp-ts'

// One table for all: a session's group is its data store, a block's group is the uid of its session.
const tables = `pragma journal_mode = wal;
  create table if not exists counter as select 0 as revision;
  create table if not exists item (position integer primary key autoincrement, kind text, grp text, id text,
    uid text unique, resource, revision, updated, state as (resource ->> 'state'), unique (kind, grp, id));
  create index if not exists item_state on item (kind, state, updated)`
const waiting = "kind = 'session' and state in ('Created', 'UploadInProgress', 'UploadCompleted')"
type Row = Record<'grp' | 'id' | 'uid' | 'resource', string> & Record<'position' | 'revision', number>
const keyOf = ({ grp, id }: Row) => ({ datastoreId: grp, id })
const resourceOf = ({ resource }: Row) => JSON.parse(resource)
const stored = (row: Row) => ({ session: resourceOf(row), revision: row.revision, uid: row.uid })

/** A store over a database, which its caller opens and closes. */
// biome-ignore format: a statement a line
export const createSqliteStore = (database: Database): service.SessionStore => {
  database.exec(tables)
  const query = (text: string) => database.prepare<unknown[], Row>(text)
  const sql = (parts: TemplateStringsArray, ...values: unknown[]) => query(parts.join('?')).all(...values)
  const attempt = <A>(work: () => A) => TE.tryCatch(async () => work(), (error) =>
    service.storeError(Object(error).code === 'SQLITE_BUSY' ? new Error('the file is locked') : error))
  const locked = <A>(work: () => A) => attempt(() => database.transaction(work).immediate())
  const page = <A>(of: (row: Row) => A, where: string, values: unknown[], request: service.PageRequest) =>
    attempt(() => {
      const { top, skip = 0, after = '0', maxBytes = 2 ** 53 } = request
      const text = `select * from item where ${where} and position > ? order by position limit -1 offset ?`
      let [items, bytes, next]: [A[], number, string | null] = [[], 0, null]
      for (const row of query(text).iterate(...values, Number(after), skip)) {
        if (items.length >= top || bytes >= maxBytes) return { items, next }
        items.push(of(row))
        ;[bytes, next] = [bytes + Buffer.byteLength(row.resource), `${row.position}`]
      }
      return { items, next: null }
    })
  const find = (kind: string, grp: string, ids: ReadonlyArray<string>) => sql`select * from item
    where kind = ${kind} and grp = ${grp} and id in (select value from json_each(${JSON.stringify(ids)}))`
  const count = (kind: string, grp: string) => attempt(() =>
    sql`select count(*) as position from item where kind = ${kind} and grp = ${grp}`[0]?.position ?? 0)
  const newRevision = () => sql`update counter set revision = revision + 1 returning *`[0]?.revision ?? 0
  const add = (kind: string, grp: string, id: string, resource: object, uid?: string) =>
    sql`insert or ignore into item values (null, ${kind}, ${grp}, ${id}, ${uid}, ${JSON.stringify(resource)},
      ${newRevision()}, ${service.updatedAtOf(resource)}) returning *`
  const entities = (kind: string) => ({
    create: (id: string, entity: object) => locked(() => add(kind, '', id, entity).length > 0),
    get: (id: string) => attempt(() => find(kind, '', [id]).map(resourceOf)[0] ?? null),
    list: (request: service.PageRequest) => page(resourceOf, 'kind = ?', [kind], request),
    count: () => count(kind, ''),
  })
  const sessions = ({ datastoreId, id }: service.SessionKey) => find('session', datastoreId, [id])
  const write = (row: Row, { steps, blocks }: service.SessionChange) => {
    for (const block of blocks) add('block', row.uid, block.id, block)
    const after = NEA.map((step: service.SessionStep) =>
      ({ session: step.session ?? resourceOf(row), revision: newRevision(), uid: row.uid }))(steps)
    const { session, revision } = NEA.last(after)
    sql`update item set resource = ${JSON.stringify(session)}, revision = ${revision},
      updated = ${service.updatedAtOf(session)} where uid = ${row.uid} returning id`
    if (NEA.last(steps).session === null)
      sql`delete from item where uid = ${row.uid} or (kind = 'block' and grp = ${row.uid}) returning id`
    return after
  }
  return {
    create: ({ key: { datastoreId, id }, uid, session, dataStore }) => locked(() =>
      add('session', datastoreId, id, session, uid).map((row) =>
        add('store', '', datastoreId, dataStore) && stored(row))[0] ?? null),
    get: (key) => attempt(() => sessions(key).map(stored)[0] ?? null),
    list: (datastoreId, request) => page(stored, "kind = 'session' and grp = ?", [datastoreId], request),
    count: (datastoreId) => count('session', datastoreId),
    change: (key, ids, decide) => TE.flattenW(locked(() => {
      const [row] = sessions(key)
      if (row === undefined) return TE.right(null)
      const blocks = new Map(find('block', row.uid, ids).map((block) => [block.id, resourceOf(block)]))
      const [some] = sql`select id from item where kind = 'block' and grp = ${row.uid} limit ${ids.length}`
      const to = decide({ ...stored(row), blocks, someBlockId: some?.id ?? null })
      return E.isLeft(to) ? TE.left(to.left) : TE.right(to.right ? write(row, to.right) : NEA.of(stored(row)))
    })),
    blocks: (key) => attempt(() => sessions(key).map(({ uid }) =>
      sql`select * from item where kind = 'block' and grp = ${uid}`.map(resourceOf))[0] ?? null),
    locate: (uids) => attempt(() => new Map(sql`select * from item where
      uid in (select value from json_each(${JSON.stringify(uids)}))`.map((row) => [row.uid, keyOf(row)]))),
    staleSince: (at, request) =>
      page(keyOf, `${waiting} and updated < ?`, [service.updatedAtOf({ lastUpdatedDateTime: at })], request),
    processing: (request) => page(keyOf, "kind = 'session' and state = 'ProcessingInProgress'", [], request),
    dataStores: entities('store'),
    uploadAgents: entities('agent'),
  }
}
