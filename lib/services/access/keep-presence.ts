import type { z } from 'zod'
import type { keepPresenceInput, PresentPeople } from '../../contracts/access/presence'
import { CHANGES_CHANNEL } from '../../db/change-feed'
import { type Ctx, inTransaction } from '../../db/context'
import { forbidden } from '../../domain/errors'
import { findSharedThing } from './find-shared-thing'
import { GONE_MS, othersPresent } from './others-present'

/** So many rows of those who are long gone are taken away with each beat, wherever they were. */
const SWEPT = 20

/**
 * Notes that the actor's page of a thing is open, and which field it edits, or that it was closed; answers who else is there. Others
 * are only told of what they would see: that somebody came, went, or edits another field. A beat that changes nothing tells nobody.
 */
export async function keepPresence(ctx: Ctx, input: z.output<typeof keepPresenceInput>): Promise<PresentPeople> {
  if (ctx.actor.kind === 'token') throw forbidden('A token is on no page: presence is for people.')
  const { entity, tab, leaves = false } = input
  const { key, datacenterId } = await findSharedThing(ctx, input)
  const now = ctx.clock()
  const gone = new Date(now.getTime() - GONE_MS)
  const payload = JSON.stringify({ entity: 'presence', key: `${entity}:${key}`, datacenterId })
  const field = input.field ?? null
  await inTransaction(ctx, async ({ db, actor }) => {
    if (leaves) {
      await db.$executeRaw`
        WITH left_page AS (
          DELETE FROM presences WHERE entity = ${entity} AND key = ${key}::citext AND tab = ${tab}::uuid
            AND actor_key = ${actor.key} RETURNING 1)
        SELECT pg_notify(${CHANGES_CHANNEL}, ${payload}) FROM left_page`
      return
    }
    await db.$executeRaw`
      WITH before AS (
        SELECT field FROM presences
        WHERE entity = ${entity} AND key = ${key}::citext AND tab = ${tab}::uuid AND seen_at > ${gone}),
      swept AS (
        DELETE FROM presences WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM presences WHERE seen_at <= ${gone} AND tab <> ${tab}::uuid LIMIT ${SWEPT} FOR UPDATE SKIP LOCKED))),
      kept AS (
        INSERT INTO presences AS p (entity, key, tab, actor_key, name, field, seen_at)
        VALUES (${entity}, ${key}::citext, ${tab}::uuid, ${actor.key}, ${actor.name}, ${field}, ${now})
        ON CONFLICT (entity, key, tab) DO UPDATE SET field = excluded.field, name = excluded.name, seen_at = excluded.seen_at
          WHERE p.actor_key = excluded.actor_key
        RETURNING 1)
      SELECT pg_notify(${CHANGES_CHANNEL}, ${payload}) FROM kept
      WHERE NOT EXISTS (SELECT 1 FROM before WHERE field IS NOT DISTINCT FROM ${field})`
  })
  return othersPresent(ctx, { entity, key })
}
