import { describe, expect, it } from 'vitest'
import type { ScanView } from '@/lib/contracts/inventory/server'
import { ApiProblem, type Problem } from '../problem'
import { failureOf, otherSide, outlived, type QueuedScan } from './queued-scan'
import { type QueuePorts, ScanQueue } from './scan-queue'
import { memoryStore, type ScanStore } from './scan-store'

const problem = (status: number, code: string, more: object = {}): Problem => ({
  ...{ type: 'about:blank', title: code, detail: `${code}.` },
  ...{ status, code },
  ...more,
})
const answer = (barcode: string): ScanView => ({
  ...{ barcode, state: 'RACKED', heightU: 1, depth: 'full', datacenter: 'FRA1', openHighTickets: 0, needsWipe: false },
  ...{
    tags: [],
    hostnames: [],
    firmware: [],
    createdAt: '',
    updatedAt: '',
    version: 1,
    message: '',
    warnings: [],
    next: [],
  },
})

/** A server that may be away, and remembers what it was sent by key. */
class Far {
  away = false
  loseAnswers = 0
  readonly applied: string[] = []
  readonly refuse = new Map<string, Problem>()
  private readonly byKey = new Map<string, ScanView>()

  send = async ({ key, body }: QueuedScan): Promise<ScanView> => {
    if (this.away) throw new ApiProblem(problem(0, 'unreachable'))
    const refusal = this.refuse.get(body.barcode)
    if (refusal !== undefined) throw new ApiProblem(refusal)
    const replay = this.byKey.get(key)
    const view = replay ?? answer(body.barcode)
    if (replay === undefined) this.applied.push(body.barcode)
    this.byKey.set(key, view)
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1
      throw new ApiProblem(problem(0, 'unreachable'))
    }
    return view
  }
}

let keys = 0
let locked = Promise.resolve()
const portsTo = (far: Far): QueuePorts => ({
  send: far.send,
  now: () => new Date('2026-11-23T14:20:00Z'),
  newKey: () => `key-${++keys}`,
  alone: (work) => {
    const mine = locked.then(work)
    locked = mine.then(
      () => undefined,
      () => undefined,
    )
    return mine
  },
  announce: () => undefined,
  later: () => () => undefined,
})
const queueOn = (store: ScanStore, far: Far, by = 'kim') => new ScanQueue(store, by, portsTo(far))
const scan = (barcode: string) => ({
  body: { barcode, location: { warehouse: 'W1' }, scannedAt: '2026-11-23T14:19:00Z' },
  before: null,
})
const statuses = (queue: ScanQueue) =>
  Object.fromEntries((queue.snapshot().scans ?? []).map(({ body, status }) => [body.barcode, status]))

describe('the queue of scans', () => {
  it('keeps scans while the server is away and sends them in the order of scanning, each once, also after a reload', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const before = queueOn(store, far)
    far.away = true
    for (const barcode of ['A', 'B', 'C']) expect((await before.add(scan(barcode))).status).toBe('kept')
    expect(before.snapshot().awaySince).not.toBeNull()

    const after = queueOn(store, far)
    await after.start()
    await after.add(scan('D'))
    far.away = false
    await after.flush()
    expect(far.applied).toEqual(['A', 'B', 'C', 'D'])
    expect(after.snapshot().awaySince).toBeNull()
  })

  it('sends again under the same key where the answer was lost', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const queue = queueOn(store, far)
    far.loseAnswers = 1
    expect((await queue.add(scan('A'))).status).toBe('kept')
    await queue.flush()
    expect(statuses(queue)).toEqual({ A: 'done' })
    expect(far.applied).toEqual(['A'])
  })

  it('stops at a refusal with that scan alone, and sends it anew when told to', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const queue = queueOn(store, far)
    far.refuse.set('B', problem(409, 'moved-since', { theirs: { place: { warehouse: 'W2' }, by: 'lee', at: 'now' } }))
    const added = []
    for (const barcode of ['A', 'B', 'C']) added.push(await queue.add(scan(barcode)))
    expect(statuses(queue)).toEqual({ A: 'done', B: 'refused', C: 'done' })
    const refused = added[1]
    expect(refused === undefined ? null : otherSide(refused)).toEqual({
      barcode: 'B',
      place: 'W2',
      by: 'lee',
      at: 'now',
    })

    far.refuse.clear()
    const anew = await queue.sendAnew(refused?.seq ?? 0)
    expect(anew).toMatchObject({ status: 'done', body: { scannedAt: '2026-11-23T14:20:00.000Z' } })
    expect(anew?.key).not.toBe(refused?.key)
    expect(far.applied).toEqual(['A', 'C', 'B'])
  })

  it('keeps theirs without sending anything', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const queue = queueOn(store, far)
    far.refuse.set('A', problem(409, 'slot-taken'))
    const { seq } = await queue.add(scan('A'))
    await queue.settle(seq, 'theirs')
    expect(statuses(queue)).toEqual({ A: 'settled' })
    expect(far.applied).toEqual([])
  })

  it('two tabs on one store send each scan once', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const tabs = [queueOn(store, far), queueOn(store, far)]
    far.away = true
    await Promise.all(tabs.map((tab, i) => tab.add(scan(`T${i}`))))
    far.away = false
    await Promise.all(tabs.map((tab) => tab.flush()))
    expect(far.applied.sort()).toEqual(['T0', 'T1'])
  })

  it('what another person kept on this device is neither shown nor sent', async () => {
    const [store, far] = [memoryStore(), new Far()]
    far.away = true
    await queueOn(store, far, 'kim').add(scan('A'))
    far.away = false
    const other = queueOn(store, far, 'lee')
    await other.start()
    expect(other.snapshot().scans).toEqual([])
    expect(far.applied).toEqual([])
  })

  it('an ended session keeps everything and says so', async () => {
    const [store, far] = [memoryStore(), new Far()]
    const queue = queueOn(store, far)
    far.refuse.set('A', problem(401, 'unauthenticated'))
    expect((await queue.add(scan('A'))).status).toBe('kept')
    expect(queue.snapshot().signedOut).toBe(true)
  })
})

describe('a failure', () => {
  it.each([
    [0, 'unreachable', 1, 'later'],
    [401, 'unauthenticated', 9, 'later'],
    [409, 'idempotency-in-flight', 1, 'later'],
    [409, 'slot-taken', 1, 'refused'],
    [422, 'unknown-reference', 1, 'refused'],
    [429, 'rate-limited', 9, 'later'],
    [500, 'internal', 1, 'later'],
    [500, 'internal', 3, 'refused'],
    [503, 'unavailable', 9, 'later'],
  ])('%i %s at try %i: %s', (status, code, attempts, outcome) => {
    expect(failureOf(problem(status, code), attempts)).toBe(outcome)
  })

  it('done lines are put away after a day, kept and refused ones never', () => {
    const of = (status: QueuedScan['status']): QueuedScan => ({
      ...scan('A'),
      seq: 1,
      key: 'k',
      by: 'kim',
      status,
      attempts: 0,
    })
    const list = [of('done'), of('settled'), of('kept'), of('refused')]
    expect(outlived(list, Date.parse('2026-11-25T00:00:00Z')).map(({ status }) => status)).toEqual(['done', 'settled'])
    expect(outlived(list, Date.parse('2026-11-23T15:00:00Z'))).toEqual([])
  })
})
