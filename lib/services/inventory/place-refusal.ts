import type { Ctx } from '../../db/context'
import { databaseError, SQLSTATE, violates } from '../../db/database-error'
import { AppError, conflict, isAppError } from '../../domain/errors'
import { type Depth, type Face, fits, nearestFit } from '../../domain/rack-space'
import { listMoves, theirs } from './last-move'
import { nameOccupant, type RackOccupant, readOccupants } from './rack-occupants'

/** A place in a rack that something was to take. */
export interface WantedPlace {
  rackId: number
  u: number
  face: Face
  heightU: number
  depth: Depth
  /** What was to stand there: not in its own way. */
  self: { barcode: string } | { itemId: string } | null
}

const ATTEMPTS = 3

/**
 * Runs a transaction that places something. The database decides; where it refuses, this reads afresh, after the
 * rollback, who stands there, and says so with the nearest free place: 409 `slot-taken` or `does-not-fit`, `blockedBy`.
 * Where the place has become free meanwhile, it tries again. `work` tells the place before it writes.
 */
export const placing = async <T>(
  ctx: Ctx,
  work: (remember: (place: WantedPlace) => void) => Promise<T>,
  options: { refuseAs?: 'does-not-fit' } = {},
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const wanted: { place?: WantedPlace } = {}
    try {
      return await work((place) => {
        wanted.place = place
      })
    } catch (error) {
      if (wanted.place === undefined || !isPlaceRefused(error)) throw error
      const refusal = await placeRefusal(ctx, wanted.place, options.refuseAs)
      if (refusal !== null) throw refusal
      if (attempt === ATTEMPTS) throw new AppError('slot-taken', 'Something else took these rack units just now.')
    }
  }
}

function isPlaceRefused(error: unknown): boolean {
  if (!isAppError(error) || error.cause === undefined) return false
  const state = databaseError(error.cause)?.sqlState
  return (
    state === SQLSTATE.exclusionViolation ||
    state === SQLSTATE.outsideRack ||
    violates(error.cause, 'rack_occupancy_rack_id_u_face_key')
  )
}

const placeRefusal = async (ctx: Ctx, wanted: WantedPlace, refuseAs?: 'does-not-fit'): Promise<AppError | null> => {
  const { rackId, u, face, heightU, depth, self } = wanted
  const rack = await ctx.db.rack.findUnique({ where: { id: rackId }, select: { code: true, heightU: true } })
  if (rack === null) return null
  const others = (await readOccupants(ctx, rackId)).filter((occupant) => {
    if (self === null) return true
    return 'barcode' in self
      ? occupant.item !== null || occupant.key !== self.barcode
      : occupant.item?.id !== self.itemId
  })
  const named = others.map((occupant) => ({ ...occupant, key: nameOccupant(occupant) }))
  const fit = fits(rack, named, { key: '', u, heightU, face, depth })
  if (fit.ok) return null
  const inTheWay = others.filter((occupant) => fit.blockedBy.includes(nameOccupant(occupant)))
  const nearest = nearestFit(rack, others, { heightU, face, depth }, u)
  const blocker = inTheWay.find((occupant) => occupant.server !== null)
  const [move] = blocker === undefined ? [] : await listMoves(ctx, blocker.key, null)
  const hint =
    nearest === null ? `Rack ${rack.code} has no free place for it.` : `The nearest free place is U${nearest}.`
  const latest = await latestArrival(ctx, inTheWay)
  const came = latest === null ? '' : ` ${latest.words}`
  return conflict(refuseAs ?? fit.code, `${fit.reason}${came} ${hint}`, {
    rack: rack.code,
    blockedBy: inTheWay.map((occupant) => occupant.key),
    ...plansInTheWay(inTheWay),
    ...(latest === null ? {} : { takenBy: latest.by }),
    ...(nearest === null ? {} : { nearestU: nearest }),
    // Who put it there, and when: what a scan that was sent late is shown beside its own.
    ...(blocker === undefined || move === undefined ? {} : { theirs: { barcode: blocker.key, ...theirs(move) } }),
  })
}

/** Only plans are in the way: who says so may take the place all the same (`overPlanned`). */
function plansInTheWay(inTheWay: readonly RackOccupant[]): { plannedFor?: string[] } {
  const all = inTheWay.length > 0 && inTheWay.every(({ planned }) => planned !== null)
  return all ? { plannedFor: inTheWay.map(({ key }) => key) } : {}
}

const JUST_NOW_MS = 60_000

/** Who put something there within the last minute: to the loser of a race, the reason is a person. */
const latestArrival = async (
  ctx: Ctx,
  inTheWay: readonly RackOccupant[],
): Promise<{ words: string; by: string } | null> => {
  const keys = inTheWay.filter(({ item }) => item === null).map(({ key }) => key)
  if (keys.length === 0) return null
  const row = await ctx.db.auditEntry.findFirst({
    where: {
      entity: 'server',
      key: { in: keys },
      action: { in: ['inventory.scan-server', 'inventory.plan-move'] },
      at: { gte: new Date(ctx.clock().getTime() - JUST_NOW_MS) },
    },
    orderBy: { id: 'desc' },
    select: { actor: true, key: true },
  })
  if (row === null) return null
  const who = keys.length === 1 ? 'That was' : `${row.key} came`
  return { words: `${who} a moment ago, by ${row.actor}.`, by: row.actor }
}
