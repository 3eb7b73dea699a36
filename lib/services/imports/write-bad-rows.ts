import { importView } from '../../contracts/imports/import'
import type { Ctx } from '../../db/context'
import { csvLine, readCsv } from '../../domain/imports/csv'
import { authorize } from '../access/authorize'
import { findImport, storedErrors } from './import-view'

const PAGE = 5_000

/**
 * The rows that could not be taken as a table under the file's own header, with the reasons in a last column: to be mended and
 * sent again, which passes over that column. Of device types the files and what is wrong with them.
 */
export async function writeBadRows(ctx: Ctx, { id }: { id: string }): Promise<{ name: string; text: string }> {
  authorize(ctx, 'imports.read', 'anywhere')
  const found = await findImport(ctx, id)
  const header = importView.shape.columns.parse(found.columns).map((column) => column.header)
  const lines = [csvLine(header.length === 0 ? ['file', 'line', 'reason'] : [...header, 'reason'])]
  for (let after = 0, more = true; more; ) {
    const rows = await ctx.db.importRow.findMany({
      where: { importId: id, row: { gt: after } },
      orderBy: { row: 'asc' },
      take: PAGE,
    })
    for (const { file, line, text, errors, row } of rows) {
      const reason = storedErrors
        .parse(errors)
        .map((error) => (error.column === '' ? error.message : `${error.column}: ${error.message}`))
        .join('; ')
      lines.push(
        csvLine(header.length === 0 ? [file ?? '', String(line), reason] : [...cellsOf(text, header.length), reason]),
      )
      after = row
    }
    more = rows.length === PAGE
  }
  return { name: `bad-rows-${id.slice(0, 8)}.csv`, text: `\ufeff${lines.join('\r\n')}\r\n` }
}

/** A row's text is kept as a table of one line with its own delimiter. */
function cellsOf(text: string, width: number): string[] {
  const table = readCsv(text)
  const cells = table.ok ? table.header : [text]
  return [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')].slice(
    0,
    Math.max(width, cells.length),
  )
}
