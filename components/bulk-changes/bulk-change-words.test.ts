import { describe, expect, it } from 'vitest'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import { askedInWords, changeInWords, countsInWords } from './bulk-change-words'

const view: BulkChangeView = {
  id: '00000000-0000-4000-8000-000000000000',
  change: { kind: 'hold', reason: 'kept' },
  asked: { filter: { q: 'srv-', state: ['RACKED', 'BROKEN'] } },
  status: 'RUNNING',
  total: 4_000,
  done: 1_200,
  already: 0,
  refused: 34,
  startedBy: 'who',
  request: 'r',
  createdAt: '2026-01-01T00:00:00.000Z',
}

describe('a bulk change in words', () => {
  it('says what, to whom and how far it is', () => {
    expect(changeInWords(view.change)).toBe('Hold')
    expect(changeInWords({ kind: 'transition', to: 'BROKEN', reason: 'x' })).toBe('Mark broken')
    expect(changeInWords({ kind: 'move', warehouse: 'W1' })).toBe('Move to warehouse W1')
    expect(askedInWords(view)).toBe('All servers: found by “srv-”, state racked or broken')
    expect(
      askedInWords({ ...view, asked: { filter: { held: true, state: ['IN_WAREHOUSE'], datacenter: 'FRA1' } } }),
    ).toBe('All servers: on hold, state in warehouse, datacenter FRA1')
    const sent = { kind: 'transition', to: 'IN_TRANSIT', reason: 'x', destination: 'AMS2' } as const
    expect(changeInWords(sent)).toBe('Send to AMS2')
    expect(askedInWords({ ...view, asked: { barcodes: 1 } })).toBe('1 server by barcode')
    expect(countsInWords(view)).toBe('1,234 of 4,000 servers, 34 refused')
    expect(countsInWords({ ...view, status: 'QUEUED', done: 0, refused: 0 })).toBe('Waits for a worker: 4,000 servers')
    expect(countsInWords({ ...view, status: 'DONE', done: 3_960, already: 6 })).toBe(
      'Done: 3,960 servers changed, 6 so already, 34 refused',
    )
  })
})
