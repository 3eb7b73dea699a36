import type { PresentPeople } from '../../contracts/access/presence'
import type { Ctx } from '../../db/context'
import type { SharedThing } from '../../domain/edits/shared-things'

/** Not heard of for so long, somebody is gone. The page beats every 12 s. */
export const GONE_MS = 30_000
const MOST = 20

/** Everybody but the actor who was heard of lately, each once: with the field of the tab that edits one. */
export async function othersPresent(ctx: Ctx, thing: { entity: SharedThing; key: string }): Promise<PresentPeople> {
  const since = new Date(ctx.clock().getTime() - GONE_MS)
  const rows = await ctx.db.$queryRaw<{ name: string; field: string | null; seen: Date }[]>`
    SELECT DISTINCT ON (actor_key) name, field, seen_at AS seen FROM presences
    WHERE entity = ${thing.entity} AND key = ${thing.key}::citext AND actor_key <> ${ctx.actor.key} AND seen_at > ${since}
    ORDER BY actor_key, (field IS NULL), seen_at DESC LIMIT ${MOST}`
  return {
    items: rows
      .map(({ name, field, seen }) => ({
        name,
        ...(field === null ? {} : { field }),
        until: new Date(seen.getTime() + GONE_MS).toISOString(),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  }
}
