import { expect, it } from 'vitest'
import { locationOf, rackMoves } from './rack-moves'

const place = (u: number) => ({ rack: 'A1', u, heightU: 1, face: 'front' as const, reasons: [], warnings: [] })

it('of what was proposed each server takes its first place; those without one are told by reason, most first', () => {
  const { moves, refused } = rackMoves({
    racks: 1,
    items: [
      { server: 'S-1', places: [place(3), place(9)] },
      { server: 'S-2', places: [], reason: 'It is scrapped.' },
      { server: 'S-3', places: [], reason: 'No room.' },
      { server: 'S-4', places: [], reason: 'No room.' },
    ],
  })
  expect(moves.map((move) => [move.barcode, locationOf(move)])).toEqual([['S-1', { rack: 'A1', u: 3, face: 'front' }]])
  expect(refused).toEqual([
    { reason: 'No room.', barcodes: ['S-3', 'S-4'] },
    { reason: 'It is scrapped.', barcodes: ['S-2'] },
  ])
})
