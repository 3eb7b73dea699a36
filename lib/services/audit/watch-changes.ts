import { processChangeFeed } from '../../db/change-feed'
import type { Ctx } from '../../db/context'
import { can, type Operation } from '../../domain/access/permissions'
import { AppError } from '../../domain/errors'

export interface Watcher {
  onChange(change: { entity: string; key: string }): void
  /** Changes may have been missed: what is shown has to be read again. */
  onMissed(): void
  /** The watcher's own account or token changed: who it is has to be looked at anew. */
  onIdentityChanged(): void
}

export interface Watch {
  /** False while the database is away. */
  live(): boolean
  /** Tells what was told since the mark (of `markChanges`), or that it may have been missed. Some of it may be told twice. */
  catchUp(mark: string): void
  stop(): void
}

/** People and tokens are told only to those who may see them. */
const NEEDS: Readonly<Record<string, Operation>> = { user: 'access.read', token: 'access.read' }

/** Tells of every committed change that the actor may read. Resolves once none can be missed; `unavailable` without a database. */
export async function watchChanges(ctx: Ctx, watcher: Watcher): Promise<Watch> {
  const feed = processChangeFeed()
  const onMessage = (payload: string) => {
    const change = parse(payload)
    if (change === null) return ctx.log.warn({ payload }, 'a notification that is none of ours')
    if (ctx.actor.key === `${change.entity}:${change.key}`) watcher.onIdentityChanged()
    // Who is on which page is for people.
    if (change.entity === 'presence' && ctx.actor.kind === 'token') return
    if (mayRead(ctx, change)) watcher.onChange({ entity: change.entity, key: change.key })
  }
  const stop = await feed.subscribe({ onMissed: () => watcher.onMissed(), onMessage }).catch((error: unknown) => {
    throw new AppError('unavailable', 'The database is not available right now.', { cause: error })
  })
  const catchUp = (mark: string) => {
    const told = feed.toldSince(mark)
    if (told === null) watcher.onMissed()
    else for (const payload of told) onMessage(payload)
  }
  return { live: () => feed.live, catchUp, stop }
}

interface Change {
  entity: string
  key: string
  datacenterId: number | undefined
}

function mayRead(ctx: Ctx, change: Change): boolean {
  return can(ctx.actor.grants, NEEDS[change.entity] ?? 'inventory.read', change.datacenterId)
}

function parse(payload: string): Change | null {
  try {
    const value: unknown = JSON.parse(payload)
    if (typeof value !== 'object' || value === null || !('entity' in value) || !('key' in value)) return null
    const datacenterId =
      'datacenterId' in value && typeof value.datacenterId === 'number' ? value.datacenterId : undefined
    return { entity: String(value.entity), key: String(value.key), datacenterId }
  } catch {
    return null
  }
}
