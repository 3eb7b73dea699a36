import { randomUUID } from 'node:crypto'

/** What may go wrong with a simulated machine, as often as it is asked until the fault is taken away. */
export const FAULTS = [
  /** Every action is refused, in words. */
  'refuse',
  /** Requests are taken and never answered. */
  'hang',
  /** An update fails at 60 per cent. */
  'fail-at-60',
  /** An update says that it is done, and the old version stays. */
  'old-version',
  /** Every answer is a 500. */
  'errors',
  /** Every answer takes three seconds. */
  'slow',
  /** Connections are dropped. */
  'unreachable',
  /** No credentials are good. */
  'wrong-credentials',
] as const
export type Fault = (typeof FAULTS)[number]

export type ResetType = 'On' | 'ForceOff' | 'GracefulShutdown' | 'ForceRestart' | 'GracefulRestart' | 'PowerCycle'
export const RESET_TYPES: readonly ResetType[] = [
  'On',
  'ForceOff',
  'GracefulShutdown',
  'ForceRestart',
  'GracefulRestart',
  'PowerCycle',
]

export interface Hardware {
  serial: string
  manufacturer: string
  model: string
  processors: number
  coresEach: number
  dimms: number
  gibEach: number
  drives: { name: string; bytes: number }[]
  /** In the order of the inventory, whose ids are made of them. */
  firmware: { name: string; version: string }[]
}

/** Milliseconds. */
export interface Durations {
  update: number
  powerOn: number
  shutdown: number
}

export interface UpdateTask {
  id: string
  item: number
  to: string
  began: number
  ends: number
  outcome: 'done' | 'failed' | 'nothing'
}

/** What the machine itself saw, whatever anybody was told. */
export interface LogEntry {
  at: string
  what: string
}

const FAILS_AT = 0.6

/** One machine behind its BMC. What takes time is worked out from the clock at each look, so that nothing runs meanwhile. */
export class SimulatedMachine {
  readonly hardware: Hardware
  readonly durations: Durations
  readonly faults = new Set<Fault>()
  readonly log: LogEntry[] = []
  readonly tasks: UpdateTask[] = []
  readonly uuid = randomUUID()
  boot = { enabled: 'Disabled', target: 'None' }
  media: { image: string | null } = { image: null }
  private readonly clock: () => number
  private isOn = false
  private changing: { to: boolean; at: number } | null = null
  private readonly ended = new Set<string>()

  constructor(hardware: Hardware, durations: Durations, clock: () => number = Date.now) {
    this.hardware = { ...hardware, firmware: hardware.firmware.map((item) => ({ ...item })) }
    this.durations = durations
    this.clock = clock
  }

  get powerState(): 'On' | 'Off' | 'PoweringOn' | 'PoweringOff' {
    this.catchUp()
    if (this.changing !== null) return this.changing.to ? 'PoweringOn' : 'PoweringOff'
    return this.isOn ? 'On' : 'Off'
  }

  /** Null where it was done, else why not. */
  reset(type: ResetType): string | null {
    const state = this.powerState
    const on = state === 'On' || state === 'PoweringOn'
    if (this.faults.has('refuse')) return 'The operation is not allowed in the current state of the machine.'
    const isOff = type === 'ForceOff' || type === 'GracefulShutdown'
    if (type === 'On' && on) return 'The system is already powered on.'
    if (isOff && !on) return 'The system is already powered off.'
    if (!isOff && type !== 'On' && type !== 'PowerCycle' && !on)
      return 'The system is powered off: it can not be restarted.'
    this.note(`reset ${type}`)
    if (type === 'ForceOff') this.change(false, 0)
    else if (type === 'GracefulShutdown') this.change(false, this.durations.shutdown)
    else {
      this.isOn = false
      this.change(true, this.durations.powerOn)
    }
    return null
  }

  /** Starts to flash one item of the inventory; a text where it can't. */
  startUpdate(item: number, to: string): UpdateTask | string {
    this.catchUp()
    const found = this.hardware.firmware[item]
    if (this.faults.has('refuse')) return 'The image is not signed for this machine.'
    if (found === undefined) return 'There is no such component.'
    if (this.tasks.some((task) => this.isRunning(task))) return 'Another update is running.'
    const began = this.clock()
    const outcome = this.faults.has('fail-at-60') ? 'failed' : this.faults.has('old-version') ? 'nothing' : 'done'
    const share = outcome === 'failed' ? FAILS_AT : 1
    const ends = began + this.durations.update * share
    const task: UpdateTask = { id: String(this.tasks.length + 1), item, to, began, ends, outcome }
    this.tasks.push(task)
    this.note(`flash ${found.name} ${found.version} to ${to} begins`)
    return task
  }

  isRunning(task: UpdateTask): boolean {
    return this.clock() < task.ends
  }

  /** Of a task, whole. */
  percentOf(task: UpdateTask): number {
    if (task.outcome === 'failed' && !this.isRunning(task)) return FAILS_AT * 100
    const share = (this.clock() - task.began) / Math.max(1, this.durations.update)
    return Math.min(100, Math.floor(share * 100))
  }

  insert(image: string): void {
    this.media.image = image
    this.note(`disc in: ${image}`)
  }

  eject(): void {
    if (this.media.image !== null) this.note(`disc out: ${this.media.image}`)
    this.media.image = null
  }

  setBoot(change: { enabled?: string | undefined; target?: string | undefined }): void {
    this.boot = { enabled: change.enabled ?? this.boot.enabled, target: change.target ?? this.boot.target }
    this.note(`boot override ${this.boot.enabled} ${this.boot.target}`)
  }

  /** What has come to its end since the last look. */
  catchUp(): void {
    if (this.changing !== null && this.clock() >= this.changing.at) {
      this.isOn = this.changing.to
      this.changing = null
      this.note(this.isOn ? 'is on' : 'is off')
      if (this.isOn && this.boot.enabled === 'Once') this.startFromOverride()
    }
    for (const task of this.tasks) if (!this.isRunning(task)) this.endUpdate(task)
  }

  private endUpdate(task: UpdateTask): void {
    const item = this.hardware.firmware[task.item]
    if (item === undefined || this.ended.has(task.id)) return
    this.ended.add(task.id)
    if (task.outcome === 'done') item.version = task.to
    const words = { done: 'is done', failed: 'failed', nothing: 'said that it is done, and did nothing' }
    this.note(`flash ${item.name} to ${task.to} ${words[task.outcome]}`)
  }

  private startFromOverride(): void {
    this.note(`started from ${this.boot.target}${this.boot.target === 'Cd' ? ` (${this.media.image})` : ''}`)
    this.boot = { enabled: 'Disabled', target: 'None' }
  }

  private change(to: boolean, afterMs: number): void {
    this.changing = { to, at: this.clock() + afterMs }
    this.catchUp()
  }

  private note(what: string): void {
    this.log.push({ at: new Date(this.clock()).toISOString(), what })
  }
}
