import type { Ctx } from '../../db/context'
import { databaseError, SQLSTATE, violates } from '../../db/database-error'
import { AppError, conflict, isAppError } from '../../domain/errors'
import { type Depth, type Face, fits, nearestFit } from '../../domain/rack-space'
import { nameOccupant, readOccupants } from './rack-occupants'

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
      ? occupant.server === null || occupant.key !== self.barcode
      : occupant.item?.id !== self.itemId
  })
  const named = others.map((occupant) => ({ ...occupant, key: nameOccupant(occupant) }))
  const fit = fits(rack, named, { key: '', u, heightU, face, depth })
  if (fit.ok) return null
  const inTheWay = others.filter((occupant) => fit.blockedBy.includes(nameOccupant(occupant)))
  const nearest = nearestFit(rack, others, { heightU, face, depth }, u)
  const hint =
    nearest === null ? `Rack ${rack.code} has no free place for it.` : `The nearest free place is U${nearest}.`
  return conflict(refuseAs ?? fit.code, `${fit.reason} ${hint}`, {
    rack: rack.code,
    blockedBy: inTheWay.map((occupant) => occupant.key),
    ...(nearest === null ? {} : { nearestU: nearest }),
  })
}
