import type { QueuedScan } from './queued-scan'

/** What a device knows of a code without asking: racks and warehouses, and the servers that it has met. */
export interface KnownCode {
  /** Folded. */
  id: string
  code: string
  kind: 'rack' | 'warehouse' | 'server'
  heightU?: number | undefined
}

/** Where scans are kept: in the browser's database, or in memory where it has none. */
export interface ScanStore {
  /** Whether what is kept survives the page. */
  readonly durable: boolean
  list(): Promise<QueuedScan[]>
  /** Gives the place in the order. */
  add(scan: Omit<QueuedScan, 'seq'>): Promise<QueuedScan>
  put(scan: QueuedScan): Promise<void>
  remove(seqs: readonly number[]): Promise<void>
  know(codes: readonly KnownCode[]): Promise<void>
  known(id: string): Promise<KnownCode | null>
}

const NAME = 'haas-scans'
const SCANS = 'scans'
const CODES = 'codes'

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })

/** A write counts once its transaction is on the disk, not once the request is answered. */
const written = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, failed) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => failed(transaction.error)
    transaction.onerror = () => failed(transaction.error)
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SCANS, { keyPath: 'seq', autoIncrement: true })
    request.result.createObjectStore(CODES, { keyPath: 'id' })
  }
  return settled(request)
}

class DatabaseStore implements ScanStore {
  readonly durable = true
  constructor(private readonly db: IDBDatabase) {}

  list(): Promise<QueuedScan[]> {
    return settled<QueuedScan[]>(this.db.transaction(SCANS).objectStore(SCANS).getAll())
  }
  async add(scan: Omit<QueuedScan, 'seq'>): Promise<QueuedScan> {
    const transaction = this.db.transaction(SCANS, 'readwrite', { durability: 'strict' })
    const done = written(transaction)
    const seq = Number(await settled(transaction.objectStore(SCANS).add(scan)))
    await done
    return { ...scan, seq }
  }
  async put(scan: QueuedScan): Promise<void> {
    const transaction = this.db.transaction(SCANS, 'readwrite', { durability: 'strict' })
    transaction.objectStore(SCANS).put(scan)
    await written(transaction)
  }
  async remove(seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return
    const transaction = this.db.transaction(SCANS, 'readwrite')
    for (const seq of seqs) transaction.objectStore(SCANS).delete(seq)
    await written(transaction)
  }
  async know(codes: readonly KnownCode[]): Promise<void> {
    const transaction = this.db.transaction(CODES, 'readwrite')
    for (const code of codes) transaction.objectStore(CODES).put(code)
    await written(transaction)
  }
  async known(id: string): Promise<KnownCode | null> {
    const found = await settled<KnownCode | undefined>(this.db.transaction(CODES).objectStore(CODES).get(id))
    return found ?? null
  }
}

class MemoryStore implements ScanStore {
  readonly durable = false
  private readonly scans = new Map<number, QueuedScan>()
  private readonly codes = new Map<string, KnownCode>()
  private last = 0

  list = async () => [...this.scans.values()]
  add = async (scan: Omit<QueuedScan, 'seq'>) => {
    this.last += 1
    const added = { ...scan, seq: this.last }
    this.scans.set(added.seq, added)
    return added
  }
  put = async (scan: QueuedScan) => {
    this.scans.set(scan.seq, scan)
  }
  remove = async (seqs: readonly number[]) => {
    for (const seq of seqs) this.scans.delete(seq)
  }
  know = async (codes: readonly KnownCode[]) => {
    for (const code of codes) this.codes.set(code.id, code)
  }
  known = async (id: string) => this.codes.get(id) ?? null
}

export const memoryStore = (): ScanStore => new MemoryStore()

export async function openScanStore(): Promise<ScanStore> {
  if (typeof indexedDB === 'undefined') return memoryStore()
  try {
    return new DatabaseStore(await open())
  } catch {
    // A private window of some browsers: scans last as long as the page, and it says so.
    return memoryStore()
  }
}
