import { expect, it } from 'vitest'
import { pieceStateOf, piecesHref, piecesParams } from './pieces-address'

it('another filter of pieces starts at the first page, one that is opened keeps the filter', () => {
  const filters = { state: 'REMOVED' as const, cursor: 'abc' }
  expect(piecesHref(filters, { piece: 'S 1' })).toBe('/stock/pieces?state=REMOVED&cursor=abc&piece=S+1')
  expect(piecesHref({ ...filters, piece: 'S1' }, { serial: 'S2' })).toBe('/stock/pieces?serial=S2&state=REMOVED')
  expect(piecesParams({ serial: 'S2', state: 'REMOVED', piece: 'x' })).toEqual({
    ...{ limit: 50, serial: ['S2'], state: ['REMOVED'] },
  })
  expect([pieceStateOf('removed'), pieceStateOf('gone')]).toEqual(['REMOVED', undefined])
})
