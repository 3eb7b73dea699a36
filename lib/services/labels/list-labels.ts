import { type LabelListView, type LabelView, MAX_LABELS } from '../../contracts/labels/label'
import type { Ctx } from '../../db/context'
import { foldCode } from '../../domain/code'
import { invalid, unknownReference } from '../../domain/errors'
import { visible } from '../access/authorize'

export interface ChosenLabels {
  /** Of any kind: looked for as a server first, then rack, warehouse, part and piece. */
  codes?: readonly string[] | undefined
  server?: readonly string[] | undefined
  rack?: readonly string[] | undefined
  warehouse?: readonly string[] | undefined
  part?: readonly string[] | undefined
  /** A rack: the servers in it. */
  contentsOf?: string | undefined
}

type Found = Map<string, LabelView>

/** What stands on the labels that were asked for, in that order; what nobody knows is named. A fixed number of statements. */
export async function listLabels(ctx: Ctx, chosen: ChosenLabels): Promise<LabelListView> {
  const { codes = [], server = [], rack = [], warehouse = [], part = [] } = chosen
  const within = await contentsOf(ctx, chosen.contentsOf)
  const wanted: { code: string; kinds: readonly Found[] }[] = []
  const servers = await findServers(ctx, [...codes, ...server, ...within])
  const racks = await findRacks(ctx, [...codes, ...rack])
  const warehouses = await findWarehouses(ctx, [...codes, ...warehouse])
  const parts = await findParts(ctx, [...codes, ...part])
  const pieces = await findPieces(ctx, [...codes, ...part])
  const want = (list: readonly string[], ...kinds: Found[]) => wanted.push(...list.map((code) => ({ code, kinds })))
  want(codes, servers, racks, warehouses, parts, pieces)
  want([...server, ...within], servers)
  want(rack, racks)
  want(warehouse, warehouses)
  want(part, parts, pieces)
  if (wanted.length > MAX_LABELS) throw invalid({ path: 'codes', message: `At most ${MAX_LABELS} labels at once` })
  const items: LabelView[] = []
  const unknown: string[] = []
  for (const { code, kinds } of wanted) {
    const label = kinds.map((found) => found.get(foldCode(code))).find((one) => one !== undefined)
    if (label === undefined) unknown.push(code)
    else items.push(label)
  }
  return { items, unknown: [...new Set(unknown)] }
}

const contentsOf = async (ctx: Ctx, rack: string | undefined): Promise<string[]> => {
  if (rack === undefined) return []
  const found = await ctx.db.rack.findFirst({
    where: { code: rack, ...inSight(ctx) },
    select: { servers: { select: { barcode: true }, orderBy: [{ u: 'desc' }, { face: 'asc' }] } },
  })
  if (found === null) throw unknownReference('contentsOf', 'rack', rack)
  return found.servers.map(({ barcode }) => barcode)
}

function inSight(ctx: Ctx): { datacenterId?: { in: number[] } } {
  const ids = visible(ctx, 'inventory.read')
  return ids === undefined ? {} : { datacenterId: ids }
}

const among = (codes: readonly string[]) => ({ in: [...new Map(codes.map((code) => [foldCode(code), code])).values()] })

function byCode(labels: readonly LabelView[]): Found {
  return new Map(labels.map((label) => [foldCode(label.code), label]))
}

const findServers = async (ctx: Ctx, codes: readonly string[]): Promise<Found> => {
  const rows = await ctx.db.server.findMany({
    where: { barcode: among(codes), ...inSight(ctx) },
    select: { barcode: true, serial: true, assetNumber: true, model: { select: { manufacturer: true, model: true } } },
  })
  return byCode(
    rows.map(({ barcode, serial, assetNumber, model }) => ({
      kind: 'server',
      code: barcode,
      title: model === null ? 'Server' : `${model.manufacturer} ${model.model}`,
      detail: [serial === null ? '' : `S/N ${serial}`, assetNumber === null ? '' : `Asset ${assetNumber}`]
        .filter((text) => text !== '')
        .join('  '),
    })),
  )
}

const findRacks = async (ctx: Ctx, codes: readonly string[]): Promise<Found> => {
  const rows = await ctx.db.rack.findMany({
    where: { code: among(codes), ...inSight(ctx) },
    select: { code: true, row: true, heightU: true, datacenter: { select: { code: true, name: true } } },
  })
  return byCode(
    rows.map(({ code, row, heightU, datacenter }) => ({
      kind: 'rack',
      code,
      title: `Rack, ${heightU}U${row === null ? '' : `, row ${row}`}`,
      detail: `${datacenter.code} ${datacenter.name}`,
    })),
  )
}

const findWarehouses = async (ctx: Ctx, codes: readonly string[]): Promise<Found> => {
  const rows = await ctx.db.warehouse.findMany({
    where: { code: among(codes), ...inSight(ctx) },
    select: { code: true, name: true, datacenter: { select: { code: true, name: true } } },
  })
  return byCode(
    rows.map(({ code, name, datacenter }) => ({
      kind: 'warehouse',
      code,
      title: name ?? 'Warehouse',
      detail: `${datacenter.code} ${datacenter.name}`,
    })),
  )
}

const findParts = async (ctx: Ctx, codes: readonly string[]): Promise<Found> => {
  const rows = await ctx.db.sparePart.findMany({
    where: { sku: among(codes) },
    select: { sku: true, description: true, kind: true },
  })
  return byCode(
    rows.map(({ sku, description, kind }) => ({
      kind: 'part',
      code: sku,
      title: description,
      detail: `Part, ${kind}`,
    })),
  )
}

const findPieces = async (ctx: Ctx, codes: readonly string[]): Promise<Found> => {
  const rows = await ctx.db.part.findMany({
    where: { serial: among(codes) },
    select: { serial: true, sparePart: { select: { sku: true, description: true } } },
  })
  return byCode(
    rows.map(({ serial, sparePart }) => ({
      kind: 'piece',
      code: serial,
      title: sparePart?.description ?? 'Part',
      detail: sparePart === null ? '' : sparePart.sku,
    })),
  )
}
