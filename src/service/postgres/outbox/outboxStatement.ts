// The SQL statements of those who deliver the outbox. Each is a transaction of its own: none is open while a notification
// is delivered, and nothing belongs to a connection, so that any pool will do.

const inMilliseconds = (parameter: string): string => `now() + ${parameter} * interval '1 ms'`

/** The statements, in a schema whose name is quoted. */
export const outboxStatements = (schema: string) => ({
  /**
   * Leases sessions that have changes to deliver and nobody who does it. `waiting` steps from one uid to the next in the
   * index, so that the number of changes does not matter. Rows of others whose lease has ended come first, also those
   * that a process left without changes. A change of a session is visible only when all before it are, because each
   * waits for the row of the session; so the least revision is the next, in whatever order transactions are committed.
   */
  claim: `
    with recursive waiting as (
      (select session_uid from ${schema}.outbox where session_uid > $3 order by session_uid limit 1)
      union all
      select next.session_uid from waiting, lateral (
        select session_uid from ${schema}.outbox
        where session_uid > waiting.session_uid
        order by session_uid limit 1
      ) as next
    ), due as (
      (select session_uid from ${schema}.outbox_delivery
       where leased_until <= now() and set_aside_at is null
       order by leased_until limit $2)
      union
      (select session_uid from waiting
       where not exists (select from ${schema}.outbox_delivery as known where known.session_uid = waiting.session_uid)
       limit $2)
    )
    insert into ${schema}.outbox_delivery as delivery (session_uid, token, leased_until)
    select session_uid, $1, ${inMilliseconds('$4')} from due order by session_uid limit $2
    on conflict (session_uid) do update set token = excluded.token, leased_until = excluded.leased_until
    where delivery.leased_until <= now() and delivery.set_aside_at is null
    returning session_uid, delivered, attempts`,
  read: `
    select revision, revisions, change from ${schema}.outbox
    where session_uid = $1
    order by revision limit $2`,
  renew: `
    update ${schema}.outbox_delivery set leased_until = ${inMilliseconds('$3')}
    where session_uid = $1 and token = $2
    returning session_uid`,
  trim: `
    with trimmed as (
      delete from ${schema}.outbox where session_uid = $1 and revision <= $4
    )
    update ${schema}.outbox_delivery
    set leased_until = ${inMilliseconds('$3')}, delivered = $4, attempts = 0, failed_revision = null, error = null
    where session_uid = $1 and token = $2
    returning session_uid`,
  release: `delete from ${schema}.outbox_delivery where session_uid = $1 and token = $2`,
  /** Leaves the session to others, who go on after the revision that was delivered last. */
  pause: `
    update ${schema}.outbox_delivery set token = null, leased_until = now(), delivered = $3
    where session_uid = $1 and token = $2`,
  fail: `
    update ${schema}.outbox_delivery
    set token = null, leased_until = ${inMilliseconds('$3')}, delivered = $4, attempts = $5, failed_revision = $6,
      error = $7, set_aside_at = case when $8::boolean then now() end
    where session_uid = $1 and token = $2`,
  setAside: `
    select delivery.session_uid, failed_revision, attempts, error, revisions, change,
      (select count(*) from ${schema}.outbox as later
       where later.session_uid = delivery.session_uid and later.revision > entry.revision) as waiting
    from ${schema}.outbox_delivery as delivery, lateral (
      select revision, revisions, change from ${schema}.outbox
      where outbox.session_uid = delivery.session_uid and outbox.revision >= failed_revision
      order by outbox.revision limit 1
    ) as entry
    where set_aside_at is not null
    order by set_aside_at, delivery.session_uid limit $1 offset $2`,
  retry: `
    update ${schema}.outbox_delivery set set_aside_at = null, attempts = 0, leased_until = now()
    where set_aside_at is not null and ($1::text[] is null or session_uid = any ($1))
    returning session_uid`,
  discard: `
    update ${schema}.outbox_delivery
    set set_aside_at = null, attempts = 0, leased_until = now(), delivered = failed_revision
    where set_aside_at is not null and session_uid = any ($1)
    returning session_uid`,
})
