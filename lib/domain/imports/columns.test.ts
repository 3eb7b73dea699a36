import { describe, expect, it } from 'vitest'
import { COLUMNS, matchColumns, missingColumns, templateOf } from './columns'
import { readCsv } from './csv'
import { deviceDraw, slugOf, weightInKg } from './device-power'

describe('which column is what', () => {
  it('takes the names that people use, whatever their case and signs, and says what it took for what', () => {
    expect(matchColumns('servers', ['Bar-Code', 'Serial No.', 'Site', 'RACK', 'Position', 'Colour'])).toEqual([
      { header: 'Bar-Code', field: 'barcode' },
      { header: 'Serial No.', field: 'serial' },
      { header: 'Site', field: 'datacenter' },
      { header: 'RACK', field: 'rack' },
      { header: 'Position', field: 'u' },
      { header: 'Colour', field: null },
    ])
  })

  it('of two for one field the exact name counts, and the other is not read', () => {
    const found = matchColumns('racks', ['name', 'code', 'DC', 'units'])
    expect(found.map(({ field }) => field)).toEqual([null, 'code', 'datacenter', 'heightU'])
  })

  it('misses what has to be there', () => {
    expect(missingColumns('racks', matchColumns('racks', ['code']))).toEqual(['datacenter', 'heightU'])
  })

  it.each(['servers', 'racks'] as const)('its template for %s is read back without a column unknown', (kind) => {
    const table = readCsv(templateOf(kind))
    const fields = table.ok ? matchColumns(kind, table.header).map(({ field }) => field) : []
    expect(fields).toEqual(COLUMNS[kind].map(({ field }) => field))
  })
})

describe('what a device type says', () => {
  it('of two supplies one is spare, of four two are', () => {
    expect(deviceDraw([])).toBeNull()
    expect(deviceDraw([350])).toBe(350)
    expect(deviceDraw([800, 800])).toBe(800)
    expect(deviceDraw([700, 1400, 1400, 700])).toBe(2800)
  })

  it('weighs in whole kilograms, rounded up', () => {
    expect([weightInKg(17.92, 'kg'), weightInKg(20, 'kg'), weightInKg(1000, 'g'), weightInKg(40, 'lb')]).toEqual([
      18, 20, 1, 19,
    ])
  })

  it('has a slug within our codes', () => {
    expect(slugOf('Dell', 'PowerEdge R650')).toBe('dell-poweredge-r650')
    expect(slugOf('Supermicro', 'SYS-510D-8C-FN6P (rev. 2)')).toBe('supermicro-sys-510d-8c-fn6p-rev.-2')
    expect(slugOf('Ünïcode', 'Ä/Ö')).toBe('unicode-ao')
  })
})
