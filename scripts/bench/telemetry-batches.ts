import { parseEvents } from '../../lib/services/telemetry/parse-events'
import { copyCell } from './copy-text'

export const BATCH = 1_000
/** One in so many opens or joins a ticket. */
const FAULT_EVERY = 1_000
/** One in so many was sent in the batch before. */
const REPEAT_EVERY = 100
const MINUTE_MS = 60_000

interface BenchEvent {
  server: { id: number; barcode: string }
  ts: Date
  kind: string
  payload: Record<string, unknown>
}

/** A batch as each side sends it: a body of JSON, or rows for COPY. */
export interface Batch {
  json: string
  rows: Buffer
}

/**
 * Makes batches of what servers say when little is wrong: readings of disks, temperatures, correctable memory errors below
 * the threshold; 1 % seen before, 0.1 % that opens or joins a ticket. No two batches of one maker hold the same but for the repeats.
 */
export class BatchMaker {
  private made = 0
  private last: BenchEvent[] = []
  private readonly start = Date.now() - 60 * MINUTE_MS

  constructor(
    private readonly servers: readonly { id: number; barcode: string }[],
    private readonly name: string,
    /** Where among the servers it begins: makers that begin apart do not speak of the same server at the same moment. */
    private readonly begin: number,
  ) {}

  next(): Batch {
    const events = Array.from({ length: BATCH }, (_, index) => this.repeated(index) ?? this.event(index))
    this.last = events
    const sent = events.map(({ server, ts, kind, payload }) => ({
      barcode: server.barcode,
      ts: ts.toISOString(),
      kind,
      payload,
    }))
    const { good } = parseEvents(sent, new Date())
    const rows = events.map((event, index) => copyRow(event, good[index]?.hash ?? ''))
    return { json: JSON.stringify(sent), rows: Buffer.from(rows.join('')) }
  }

  private repeated(index: number): BenchEvent | undefined {
    return index % REPEAT_EVERY === REPEAT_EVERY / 2 ? this.last[index - 1] : undefined
  }

  private event(index: number): BenchEvent {
    const n = this.made++
    // A stride without a common factor with their number: each server speaks once before the first speaks again.
    const server = this.servers[(this.begin + n * 7_919) % this.servers.length]
    if (server === undefined) throw new Error('There are no servers')
    const ts = new Date(this.start + Math.floor(n / 10))
    return { server, ts, ...(index % FAULT_EVERY === FAULT_EVERY / 2 + 7 ? this.fault(n) : this.reading(n)) }
  }

  private fault(n: number) {
    return {
      kind: 'SMART_FAIL',
      payload: { device: `/dev/nvme${n % 8}n1`, serial: `${this.name}${n % 8}`, passed: false },
    }
  }

  private reading(n: number) {
    if (n % 20 < 12) return { kind: 'SMART_REPORT', payload: this.smart(n) }
    if (n % 20 < 17)
      return {
        kind: 'TEMPERATURE_OK',
        payload: { sensor: `CPU${n % 2} Temp`, celsius: 40 + (n % 30), sample: `${this.name}${n}` },
      }
    return { kind: 'ECC_ERRORS', payload: { count: n % 10, dimm: `A${n % 16}`, sample: `${this.name}${n}` } }
  }

  private smart(n: number) {
    return {
      device: `/dev/nvme${n % 8}n1`,
      serial: `${this.name}${n % 160_000}`,
      model: 'SAMSUNG MZQL23T8HCLS-00A07',
      protocol: 'NVMe',
      capacityBytes: 3_840_755_982_336,
      passed: true,
      mediaErrors: 0,
      criticalWarning: 0,
      percentageUsed: n % 60,
      celsius: 30 + (n % 20),
      powerOnHours: n,
    }
  }
}

/** The columns that `copyRow` gives, as the product would have written them. */
export const COPY_COLUMNS = 'server_id, ts, kind, payload, hash, outcome'

function copyRow({ server, ts, kind, payload }: BenchEvent, hash: string): string {
  const outcome = kind === 'ECC_ERRORS' ? 'below-threshold' : 'no-rule'
  return `${[server.id, ts.toISOString(), kind, copyCell(JSON.stringify(payload)), `\\\\x${hash}`, outcome].join('\t')}\n`
}
