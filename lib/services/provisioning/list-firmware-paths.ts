import type { Page } from '../../contracts/paging'
import type { FirmwarePathView } from '../../contracts/provisioning/firmware-path'
import type { Ctx } from '../../db/context'
import { cutPage, decodeCursor } from '../../db/cursor'
import { AppError } from '../../domain/errors'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Edges of the upgrade graph by model and component. They belong to no datacenter: whoever may read any, reads all. */
export async function listFirmwarePaths(
  ctx: Ctx,
  input: {
    limit: number
    cursor?: string | undefined
    model?: string[] | undefined
    component?: string[] | undefined
  },
): Promise<Page<FirmwarePathView>> {
  const rows = await ctx.db.firmwarePath.findMany({
    where: {
      ...(input.model === undefined ? {} : { model: { slug: { in: input.model } } }),
      ...(input.component === undefined ? {} : { component: { in: input.component, mode: 'insensitive' } }),
      AND: afterCursor(input.cursor),
    },
    orderBy: [{ model: { slug: 'asc' } }, { component: 'asc' }, { id: 'asc' }],
    take: input.limit + 1,
    select: firmwarePathSelect,
  })
  return cutPage(rows, input.limit, toFirmwarePathView, (row) => [row.model.slug, row.component, row.id])
}

function afterCursor(cursor: string | undefined) {
  if (cursor === undefined) return []
  const [slug, component, id] = decodeCursor(cursor, ['string', 'string', 'string'])
  if (!UUID.test(id)) {
    throw new AppError('malformed', 'The cursor is not one of ours.', {
      fields: [{ path: 'cursor', message: 'Not a cursor of this list' }],
    })
  }
  const later = [{ component: { gt: component } }, { component, id: { gt: id } }]
  return [{ OR: [{ model: { slug: { gt: slug } } }, { model: { slug }, OR: later }] }]
}
