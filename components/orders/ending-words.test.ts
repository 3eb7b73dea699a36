import { describe, expect, test } from 'vitest'
import type { OrderEndingView } from '@/lib/contracts/planning/order-ending'
import { endingWords } from './ending-words'

type Server = OrderEndingView['servers'][number]
const server = (change: Partial<Server> = {}): Server => ({
  ...{ barcode: 'A', state: 'ALLOCATED', place: 'R1 U1', to: 'RACKED', wipe: false },
  ...change,
})
const job = (ends: 'now' | 'after-step') => ({ id: crypto.randomUUID(), ends })

describe('what ending an order says beforehand', () => {
  test('of servers that hold nothing: free at once', () => {
    const servers = [server(), server()]
    expect(endingWords({ order: 'ORD-1', action: 'cancel', to: 'CANCELLED', atOnce: true, servers })).toEqual([
      '2 servers are free at once.',
      'ORD-1 is cancelled at once.',
    ])
  })

  test('of jobs: which end, which stop after their step, and what is free when', () => {
    const servers = [
      server({ job: job('now') }),
      server({ job: job('after-step') }),
      server({ job: job('after-step'), wipe: true }),
    ]
    expect(endingWords({ order: 'ORD-1', action: 'cancel', to: 'CANCELLED', atOnce: false, servers })).toEqual([
      '1 job that waits will not begin.',
      '2 jobs that run stop after their steps, never inside a flash.',
      '1 server is free once those jobs have stopped.',
      '1 server is free when the job has stopped.',
      '1 server is wiped first, and free after that.',
      'ORD-1 is cancelled when the last of them is done.',
    ])
  })
})
