import pg from 'pg'
import { z } from 'zod'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import {
  type Bmc,
  type BmcIdentity,
  type Disks,
  type HardwareDriver,
  HardwareError,
  type HardwareTask,
  type Image,
  type Inventory,
  type TaskKind,
} from '../../hardware-driver'
import { ensureBorn } from './birth'

const inventory = z.object({
  serial: z.string(),
  product: z.string(),
  cpuCores: z.int(),
  ramGb: z.int(),
  disks: z.array(z.object({ name: z.string(), gb: z.int() })),
})
const state = z.object({
  boot: z.object({ image: z.string() }).nullable(),
  image: z.object({ slug: z.string(), marker: z.string() }).nullable(),
  firmware: z.record(z.string(), z.string()),
  inventory: inventory.nullable(),
  problem: z.string().nullable(),
})
type BmcState = z.output<typeof state>
type Topic = 'identify' | 'inventory' | 'firmware' | 'boot' | 'disks' | 'health'

interface TaskRow {
  id: string
  state: HardwareTask['state']
  error: string | null
  left_ms: number
}

const TASK = `SELECT id, state, error, GREATEST(5, extract(epoch FROM ends_at - clock_timestamp()) * 1000)::int AS left_ms`

/**
 * Drives the simulated hardware of the schema `simulation`, which lives in the database and so outlives any worker. Every
 * call is one statement: a worker that is stopped in the middle leaves nothing half done and holds nothing.
 */
export class SimulatedDriver implements HardwareDriver {
  private readonly pool: pg.Pool

  /** @param callMs how long any call may take, whatever its deadline */
  constructor(options: { connectionString: string; callMs: number; onPoolError: (error: Error) => void }) {
    this.pool = new pg.Pool({
      connectionString: options.connectionString,
      options: `-c TimeZone=UTC -c statement_timeout=${options.callMs}`,
      max: 10,
      connectionTimeoutMillis: options.callMs,
      keepAlive: true,
    })
    this.pool.on('error', options.onPoolError)
  }

  async identify(bmc: Bmc, deadline: Date): Promise<BmcIdentity> {
    await this.reach(() => ensureBorn(this.pool, bmc.address))
    const { serial, product } = builtIn(bmc, await this.read(bmc, 'identify', deadline))
    return { serial, product }
  }

  async readInventory(bmc: Bmc, deadline: Date): Promise<Inventory> {
    return builtIn(bmc, await this.read(bmc, 'inventory', deadline))
  }

  async readFirmware(bmc: Bmc, deadline: Date): Promise<ComponentVersion[]> {
    await this.reach(() => ensureBorn(this.pool, bmc.address))
    const { firmware } = await this.read(bmc, 'firmware', deadline)
    return Object.entries(firmware).map(([component, version]) => ({ component, version }))
  }

  async startFlash(bmc: Bmc, images: readonly ComponentVersion[], marker: string, deadline: Date) {
    return this.start(bmc, 'flash', { images }, marker, deadline)
  }

  async readBoot(bmc: Bmc, deadline: Date): Promise<string | null> {
    return (await this.read(bmc, 'boot', deadline)).boot?.image ?? null
  }

  async setBoot(bmc: Bmc, image: string | null, marker: string, deadline: Date): Promise<void> {
    const boot = image === null ? null : { image }
    await this.query('SELECT simulation.set_boot($1, $2::jsonb, $3, $4)', [
      bmc.address,
      JSON.stringify(boot),
      marker,
      deadline,
    ])
  }

  async startInstall(bmc: Bmc, image: Image, marker: string, deadline: Date) {
    return this.start(bmc, 'install', { slug: image.slug }, marker, deadline)
  }

  async startWipe(bmc: Bmc, marker: string, deadline: Date) {
    return this.start(bmc, 'wipe', {}, marker, deadline)
  }

  async readDisks(bmc: Bmc, deadline: Date): Promise<Disks> {
    const { image } = await this.read(bmc, 'disks', deadline)
    return image === null ? null : { image: image.slug, marker: image.marker }
  }

  async readTask(bmc: Bmc, id: string, deadline: Date): Promise<HardwareTask | null> {
    return this.task(bmc, [id, null, null], deadline)
  }

  async findTask(bmc: Bmc, kind: TaskKind, marker: string, deadline: Date): Promise<HardwareTask | null> {
    return this.task(bmc, [null, kind, marker], deadline)
  }

  async readProblems(bmc: Bmc, deadline: Date): Promise<string[]> {
    const { problem } = await this.read(bmc, 'health', deadline)
    return problem === null ? [] : [problem]
  }

  async setPower(bmc: Bmc, action: 'on' | 'off' | 'reset', marker: string, deadline: Date): Promise<'on' | 'off'> {
    await this.reach(() => ensureBorn(this.pool, bmc.address))
    const rows = await this.query<{ power: 'on' | 'off' }>('SELECT simulation.set_power($1, $2, $3, $4) AS power', [
      bmc.address,
      action,
      marker,
      deadline,
    ])
    return rows[0]?.power ?? 'on'
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  private async read(bmc: Bmc, topic: Topic, deadline: Date): Promise<BmcState> {
    const rows = await this.query<{ state: unknown }>('SELECT simulation.read_bmc($1, $2, $3) AS state', [
      bmc.address,
      topic,
      deadline,
    ])
    return state.parse(rows[0]?.state)
  }

  private async start(bmc: Bmc, kind: TaskKind, detail: object, marker: string, deadline: Date): Promise<HardwareTask> {
    const sql = `${TASK} FROM simulation.start_task($1, $2, $3, $4, $5)`
    const [row] = await this.query<TaskRow>(sql, [bmc.address, kind, marker, detail, deadline])
    if (row === undefined) throw new HardwareError('unreachable', `${bmc.address} said nothing of its task`)
    return toTask(row)
  }

  private async task(bmc: Bmc, which: (string | null)[], deadline: Date): Promise<HardwareTask | null> {
    const sql = `${TASK} FROM simulation.read_task($1, $2, $3, $4, $5)`
    const [row] = await this.query<TaskRow>(sql, [bmc.address, ...which, deadline])
    return row === undefined ? null : toTask(row)
  }

  /** The deadline is among the values: the statement itself compares it with the database's clock before it acts. */
  private async query<T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> {
    return this.reach(async () => (await this.pool.query<T>(sql, values)).rows)
  }

  private async reach<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      throw toHardwareError(error)
    }
  }
}

const KINDS: Record<string, HardwareError['kind']> = {
  SB001: 'late',
  SB002: 'unreachable',
  SB003: 'busy',
  SB004: 'refused',
}

/** Whatever is not the hardware's own answer means that it was not reached: the connection broke, the call took too long. */
function toHardwareError(error: unknown): HardwareError {
  if (error instanceof HardwareError) return error
  const kind = error instanceof pg.DatabaseError ? KINDS[error.code ?? ''] : undefined
  const message = error instanceof Error ? error.message : String(error)
  return new HardwareError(kind ?? 'unreachable', message, { cause: error })
}

function builtIn(bmc: Bmc, { inventory: found }: BmcState): Inventory {
  if (found === null) throw new HardwareError('refused', `${bmc.address} does not know what is built in`)
  return found
}

function toTask(row: TaskRow): HardwareTask {
  return {
    id: row.id,
    state: row.state,
    ...(row.error === null ? {} : { error: row.error }),
    pollAfterMs: row.left_ms,
  }
}
