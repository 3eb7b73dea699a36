import type { Ctx, TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'

type Reader = Ctx | TxCtx
type ByCode<T> = Map<string, T>

const codesOf = (codes: readonly (string | undefined)[]): string[] => [
  ...new Map(codes.flatMap((code) => (code === undefined ? [] : [[foldCode(code), code] as const]))).values(),
]

const byCode = <T>(rows: readonly T[], code: (row: T) => string): ByCode<T> =>
  new Map(rows.map((row) => [foldCode(code(row)), row]))

export const readDatacenters = async (ctx: Reader, codes: readonly (string | undefined)[]) => {
  const rows = await ctx.db.datacenter.findMany({
    where: { code: { in: codesOf(codes) } },
    select: { id: true, code: true },
  })
  return byCode(rows, ({ code }) => code)
}

export const readWarehouses = async (ctx: Reader, codes: readonly (string | undefined)[]) => {
  const rows = await ctx.db.warehouse.findMany({
    where: { code: { in: codesOf(codes) } },
    select: { id: true, code: true, datacenterId: true },
  })
  return byCode(rows, ({ code }) => code)
}

export const readRacks = async (ctx: Reader, codes: readonly (string | undefined)[]) => {
  const rows = await ctx.db.rack.findMany({
    where: { code: { in: codesOf(codes) } },
    select: { id: true, code: true, datacenterId: true, heightU: true, maxPowerW: true, maxWeightKg: true },
  })
  return byCode(rows, ({ code }) => code)
}

export const readModels = async (ctx: Reader, slugs: readonly (string | undefined)[]) => {
  const rows = await ctx.db.serverModel.findMany({
    where: { slug: { in: codesOf(slugs) } },
    select: { id: true, slug: true, heightU: true, depth: true },
  })
  return byCode(rows, ({ slug }) => slug)
}

export const readServers = async (ctx: Reader, barcodes: readonly (string | undefined)[]) => {
  const rows = await ctx.db.server.findMany({
    where: { barcode: { in: codesOf(barcodes) } },
    select: {
      id: true,
      barcode: true,
      state: true,
      datacenterId: true,
      datacenter: { select: { code: true } },
      warehouse: { select: { code: true } },
      rack: { select: { code: true } },
      model: { select: { slug: true } },
      u: true,
      face: true,
      serial: true,
      assetNumber: true,
      tags: true,
      hostnames: true,
      bmcAddress: true,
    },
  })
  return byCode(rows, ({ barcode }) => barcode)
}
export type KnownServer = Awaited<ReturnType<typeof readServers>> extends Map<string, infer S> ? S : never

export const readRetired = async (ctx: Reader, barcodes: readonly (string | undefined)[]): Promise<Set<string>> => {
  const rows = await ctx.db.retiredBarcode.findMany({
    where: { barcode: { in: codesOf(barcodes) } },
    select: { barcode: true },
  })
  return new Set(rows.map(({ barcode }) => foldCode(barcode)))
}
