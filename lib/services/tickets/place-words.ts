/** Where a server stands, in words that follow its barcode: "in FRA1-A07, U21". */
export function placeInWords(server: {
  u: number | null
  rack: { code: string } | null
  warehouse: { code: string } | null
}): string {
  if (server.rack !== null) return `in ${server.rack.code}${server.u === null ? '' : `, U${server.u}`}`
  return server.warehouse === null ? 'in no place that is known' : `in ${server.warehouse.code}`
}
