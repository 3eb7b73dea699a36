import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, readCsv } from './csv'

const cells = (text: string) => {
  const table = readCsv(text)
  return table.ok ? [table.header, ...table.records.map((record) => record.cells)] : table
}

describe('a table as spreadsheets save it', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons', 'a;b\r\n1;2\r\n', ';'],
    ['tabs', 'a\tb\r1\t2', '\t'],
    ['a byte order mark', '\ufeffa,b\n1,2', ','],
    ['more commas in quotes than semicolons outside', '"a,,,,";b\n1;2', ';'],
  ])('with %s', (_, text, delimiter) => {
    expect(readCsv(text)).toMatchObject({ ok: true, delimiter, records: [{ line: 2, cells: ['1', '2'] }] })
  })

  it('reads quotes, doubled quotes, and line ends within them, and goes on counting lines', () => {
    const table = readCsv('a,b\n"x ""y""","two\r\nlines"\n\n3,4')
    expect(table).toMatchObject({
      records: [
        { line: 2, cells: ['x "y"', 'two\r\nlines'] },
        { line: 5, cells: ['3', '4'], text: '3,4' },
      ],
    })
  })

  it('says where a quote was opened that is never closed', () => {
    expect(readCsv('a,b\n1,2\n3,"4\n5,6')).toMatchObject({ ok: false, line: 3 })
  })

  it('passes over blank lines and refuses nothing at all', () => {
    expect(cells('a\n\n , \n1')).toEqual([['a'], ['1']])
    expect(readCsv('\n\n')).toMatchObject({ ok: false })
  })

  it('reads back whatever it writes', () => {
    const row = fc
      .array(fc.string(), { minLength: 2, maxLength: 6 })
      .filter((all) => all.some((cell) => cell.trim() !== ''))
    fc.assert(
      fc.property(row, (given) => {
        const table = readCsv(`h1,h2\n${csvLine(given)}\n`)
        expect(table.ok && table.records[0]?.cells).toEqual(given)
      }),
    )
  })
})
