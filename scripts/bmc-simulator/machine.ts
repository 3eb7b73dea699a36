import { randomUUID } from 'node:crypto'

/** What may go wrong with a simulated machine, as often as it is asked until the fault is taken away. */
export const FAULTS = [
  /** Every action is refused, in words. */
  'refuse',
  /** It can not be switched on or off. */
  'refuse-power',
  /** Its drives can not be erased. */
  'refuse-erase',
  /** Its health is critical. */
  'unhealthy',
  /** Requests are taken and never answered. */
  'hang',
  /** An update fails at 60 per cent. */
  'fail-at-60',
  /** An update says that it is done, and the old version stays. */
  'old-version',
  /** Every answer is a 500. */
  'errors',
  /** Every answer takes its time. */
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

export interface Firmware {
  name: string
  version: string
  /** A new version runs only after the machine was started again. */
  needsRestart?: boolean
}

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
  firmware: Firmware[]
}

/** Milliseconds. */
export interface Durations {
  update: number
  powerOn: number
  shutdown: number
  install: number
  /** Of one drive. */
  erase: number
  /** Of an answer, with the fault. */
  slow: number
}

/** An update or the erasing of a drive; `item`: its place among the firmware, or among the drives. */
export interface MachineTask {
  id: string
  kind: 'update' | 'erase'
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

/** One machine behind its BMC. What takes time is worked out from the clock at each look; timers only see to a look in time. */
export class SimulatedMachine {
  readonly hardware: Hardware
  readonly durations: Durations
  readonly faults = new Set<Fault>()
  readonly log: LogEntry[] = []
  readonly tasks: MachineTask[] = []
  readonly uuid = randomUUID()
  /** What is on each drive; null: nothing. */
  readonly contents: (string | null)[]
  boot = { enabled: 'Disabled', target: 'None', httpUri: '' }
  media: { image: string | null } = { image: null }
  /** False: its BMC starts updates and erasures, and has nothing to follow them by. */
  keepsTasks = true
  /** Told when an image has installed itself, with the address that it came from. */
  onInstalled: (address: string) => void = () => undefined
  private readonly clock: () => number
  private isOn = false
  private changing: { to: boolean; at: number } | null = null
  private installing: { address: string; at: number } | null = null
  private readonly waitsForRestart = new Map<number, string>()
  private readonly ended = new Set<string>()

  constructor(hardware: Hardware, durations: Durations, clock: () => number = Date.now) {
    this.hardware = { ...hardware, firmware: hardware.firmware.map((item) => ({ ...item })) }
    this.durations = durations
    this.clock = clock
    this.contents = hardware.drives.map(() => null)
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
    if (this.faults.has('refuse') || this.faults.has('refuse-power'))
      return 'The operation is not allowed in the current state of the machine.'
    const isOff = type === 'ForceOff' || type === 'GracefulShutdown'
    if (type === 'On' && on) return 'The system is already powered on.'
    if (isOff && !on) return 'The system is already powered off.'
    if (!isOff && type !== 'On' && type !== 'PowerCycle' && !on)
      return 'The system is powered off: it can not be restarted.'
    const flashing = this.tasks.some((task) => task.kind === 'update' && this.isRunning(task))
    this.note(`reset ${type}${flashing ? ' in the middle of a flash' : ''}`)
    this.installing = null
    if (type === 'ForceOff') this.change(false, 0)
    else if (type === 'GracefulShutdown') this.change(false, this.durations.shutdown)
    else {
      this.isOn = false
      this.change(true, this.durations.powerOn)
    }
    return null
  }

  /** Starts to flash one item of the inventory; a text where it can't. */
  startUpdate(item: number, to: string): MachineTask | string {
    this.catchUp()
    const found = this.hardware.firmware[item]
    if (this.faults.has('refuse')) return 'The image is not signed for this machine.'
    if (found === undefined) return 'There is no such component.'
    if (this.tasks.some((task) => this.isRunning(task))) return 'Another update is running.'
    const outcome = this.faults.has('fail-at-60') ? 'failed' : this.faults.has('old-version') ? 'nothing' : 'done'
    const share = outcome === 'failed' ? FAILS_AT : 1
    this.note(`flash ${found.name} ${found.version} to ${to} begins`)
    return this.begin({ kind: 'update', item, to, outcome }, this.durations.update * share)
  }

  /** Starts to erase one drive; a text where it can't. */
  startErase(drive: number): MachineTask | string {
    this.catchUp()
    const found = this.hardware.drives[drive]
    if (this.faults.has('refuse') || this.faults.has('refuse-erase')) return 'The drive is locked.'
    if (found === undefined) return 'There is no such drive.'
    if (!this.isOn) return 'The drive has no power.'
    if (this.tasks.some((task) => this.isRunning(task))) return 'Another task is running.'
    this.note(`erase ${found.name} begins`)
    return this.begin({ kind: 'erase', item: drive, to: '', outcome: 'done' }, this.durations.erase)
  }

  isRunning(task: MachineTask): boolean {
    return this.clock() < task.ends
  }

  /** Of a task, whole. */
  percentOf(task: MachineTask): number {
    if (task.outcome === 'failed' && !this.isRunning(task)) return FAILS_AT * 100
    const whole = task.kind === 'erase' ? this.durations.erase : this.durations.update
    return Math.min(100, Math.floor(((this.clock() - task.began) / Math.max(1, whole)) * 100))
  }

  insert(image: string): void {
    this.media.image = image
    this.note(`disc in: ${withoutSecret(image)}`)
  }

  eject(): void {
    if (this.media.image !== null) this.note(`disc out: ${withoutSecret(this.media.image)}`)
    this.media.image = null
  }

  setBoot(change: { enabled?: string | undefined; target?: string | undefined; httpUri?: string | undefined }): void {
    const { enabled, target, httpUri } = this.boot
    this.boot = {
      enabled: change.enabled ?? enabled,
      target: change.target ?? target,
      httpUri: change.httpUri ?? httpUri,
    }
    this.note(`boot override ${this.boot.enabled} ${this.boot.target}`)
  }

  /** What has come to its end since the last look. */
  catchUp(): void {
    if (this.changing !== null && this.clock() >= this.changing.at) {
      this.isOn = this.changing.to
      this.changing = null
      this.note(this.isOn ? 'is on' : 'is off')
      if (this.isOn) this.start()
    }
    if (this.installing !== null && this.clock() >= this.installing.at) {
      const { address } = this.installing
      this.installing = null
      this.contents[0] = withoutSecret(address)
      this.note(`installed ${withoutSecret(address)}`)
      this.onInstalled(address)
    }
    for (const task of this.tasks) if (!this.isRunning(task)) this.end(task)
  }

  note(what: string): void {
    this.log.push({ at: new Date(this.clock()).toISOString(), what })
  }

  private begin(task: Pick<MachineTask, 'kind' | 'item' | 'to' | 'outcome'>, lastsMs: number): MachineTask {
    const began = this.clock()
    const made = { ...task, id: String(this.tasks.length + 1), began, ends: began + lastsMs }
    this.tasks.push(made)
    return made
  }

  private end(task: MachineTask): void {
    if (this.ended.has(task.id)) return
    this.ended.add(task.id)
    if (task.kind === 'erase') {
      this.contents[task.item] = null
      this.note(`erase ${this.hardware.drives[task.item]?.name} is done`)
      return
    }
    const item = this.hardware.firmware[task.item]
    if (item === undefined) return
    const words = { done: 'is done', failed: 'failed', nothing: 'said that it is done, and did nothing' }
    this.note(`flash ${item.name} to ${task.to} ${words[task.outcome]}`)
    if (task.outcome !== 'done') return
    if (item.needsRestart) this.waitsForRestart.set(task.item, task.to)
    else item.version = task.to
  }

  private start(): void {
    for (const [index, version] of this.waitsForRestart) {
      const item = this.hardware.firmware[index]
      if (item !== undefined) item.version = version
    }
    this.waitsForRestart.clear()
    const { enabled, target, httpUri } = this.boot
    if (enabled === 'Disabled') return
    const address = target === 'Cd' ? this.media.image : target === 'UefiHttp' && httpUri !== '' ? httpUri : null
    this.note(`started from ${target}${address === null ? '' : ` (${withoutSecret(address)})`}`)
    if (enabled === 'Once') this.boot = { enabled: 'Disabled', target: 'None', httpUri: '' }
    if (address === null) return
    this.installing = { address, at: this.clock() + this.durations.install }
    this.lookAfter(this.durations.install)
  }

  private change(to: boolean, afterMs: number): void {
    this.changing = { to, at: this.clock() + afterMs }
    this.lookAfter(afterMs)
    this.catchUp()
  }

  /** What follows has to happen though nobody asks. */
  private lookAfter(ms: number): void {
    setTimeout(() => this.catchUp(), ms + 1).unref()
  }
}

/** An address as it may be shown: tokens stand after the question mark. */
function withoutSecret(address: string): string {
  return address.split('?')[0] ?? ''
}
