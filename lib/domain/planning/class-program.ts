import { addRacked, type ClassProgramInput, type Column, columnsOf, largeColumnsOf } from './class-columns'
import { covers, RESOURCES } from './composite-score'
import { costOf } from './goals'
import { type Goal, shapeOf } from './plan'
import { RackFill, type Usable } from './rack-fill'
import type { Placed } from './rack-rules'
import { LineCuts } from './solver/line-cuts'
import type { Program, Row, Separate } from './solver/program'
import { RackCuts, type RackPattern } from './solver/rack-cuts'

/** An order over classes of servers as an integer programme, and its answers as servers in racks. */
export class ClassProgram {
  readonly columns: Column[]
  /** The column of u, the most that one rack may hold; null where no rule asks. */
  readonly capColumn: number | null
  readonly separate: Separate
  private readonly input: ClassProgramInput
  private readonly rows: Row[]
  private readonly usable: readonly Usable[]
  private readonly fill: RackFill | null
  private rackCuts: RackCuts | null = null
  private readonly lineCuts: LineCuts | null
  /** Columns of which a single server is more than the loss of its rack may take, with a column each: is there any? */
  private readonly largeColumns: readonly number[]
  private readonly width: number

  constructor(input: ClassProgramInput) {
    this.input = input
    this.columns = columnsOf(input)
    const { limited } = input
    this.usable = limited ? addRacked(input, this.columns) : []
    this.capColumn = limited ? this.columns.length : null
    this.fill = limited ? this.rackFill() : null
    this.lineCuts = this.linesIn()
    this.largeColumns = largeColumnsOf(input, this.columns)
    this.width = this.columns.length + (limited ? 1 : 0) + this.largeColumns.length
    this.rows = [...this.demandRows(), ...this.rackRows()]
    this.separate = (x) => {
      const rows = this.lineCuts?.separate(x, this.width) ?? []
      return rows.length > 0 ? rows : this.separateRacks(x)
    }
  }

  /** With what earlier goals came to as rows: "no more than that". */
  programFor(
    goal: Exclude<Goal, 'racks'>,
    settled: readonly { goal: Exclude<Goal, 'racks'>; value: number }[],
  ): Program {
    const kept = settled.map(({ goal: before, value }) => ({
      coefficients: this.costs(before).map((cost) => -cost),
      atLeast: -value,
      name: `settled-${before}`,
    }))
    const most = settled.find(({ goal: before }) => before === 'servers')?.value ?? Number.POSITIVE_INFINITY
    return { costs: this.costs(goal), limits: this.limits(), rows: [...this.rows, ...this.lossRows(most), ...kept] }
  }

  costs(goal: Exclude<Goal, 'racks'>): number[] {
    return this.padded(
      this.columns.map(({ sample }) => costOf(goal, sample, this.input.weights)),
      0,
      () => 0,
    )
  }

  limits(): number[] {
    return this.padded(
      this.columns.map(({ limit }) => limit),
      Math.max(0, this.input.rules.perRack),
      () => 1,
    )
  }

  names(): string[] {
    return this.padded(
      this.columns.map(({ name }) => name),
      'most in a rack',
      (column) => `any ${this.columns[column]?.name} in a rack`,
    )
  }

  linking(): ReadonlySet<number> {
    return new Set(Array.from({ length: this.width - this.columns.length }, (_, k) => this.columns.length + k))
  }

  /** A placement as an answer to this programme: to carry it over from another. */
  answerOf(placement: readonly Placed[]): number[] {
    const columnOf = new Map<string, number>()
    this.columns.forEach(({ classes, rack }, column) => {
      for (const index of classes) columnOf.set(`${index} ${rack}`, column)
    })
    const x = this.columns.map(() => 0)
    let servers = 0
    for (const { rack, classIndex, count } of placement) {
      servers += count
      const column = columnOf.get(`${classIndex} ${rack}`) ?? columnOf.get(`${classIndex} null`)
      if (column !== undefined) x[column] = (x[column] ?? 0) + count
    }
    return this.padded(x, this.capFor(servers), (column) => ((x[column] ?? 0) > this.storedOf(column) ? 1 : 0))
  }

  /** A whole answer as servers of classes: in racks where rules ask, else in none in particular (`rack` null). */
  placementOf(x: readonly number[]): Placed[] {
    if (this.fill === null) {
      return this.columns.flatMap(({ classes }, column) =>
        split(classes, x[column] ?? 0, (index) => this.freeOf(index), null),
      )
    }
    const inRacks = this.fill.place(x, this.capOf(x)) ?? this.flow().place(x, this.capOf(x))
    const racked = this.columns.map(() => 0)
    const placed = inRacks.flatMap(({ column, rack, count }) => {
      racked[column] = (racked[column] ?? 0) + count
      const free = new Map(this.input.supply.racks[rack]?.free)
      return split(this.columns[column]?.classes ?? [], count, (index) => free.get(index) ?? 0, rack)
    })
    const stored = this.columns.flatMap(({ classes }, column) => {
      const inWarehouse = classes.filter((index) => this.input.supply.classes[index]?.inWarehouse === true)
      return split(inWarehouse, (x[column] ?? 0) - (racked[column] ?? 0), (index) => this.freeOf(index), null)
    })
    return [...placed, ...stored]
  }

  /** None where all can be placed at once; only where that fails the flow is asked, which finds a row or a place. */
  private separateRacks(x: ArrayLike<number>): Row[] {
    if (this.fill === null || this.fill.place(x, this.capOf(x)) !== null) return []
    return this.flow()
      .separate(x)
      .map((row) => ({
        ...row,
        coefficients: this.padded(row.coefficients.slice(0, -1), row.coefficients.at(-1) ?? 0, () => 0),
      }))
  }

  private flow(): RackCuts {
    this.rackCuts ??= new RackCuts(
      this.columns.map((_, column) => this.storedOf(column)),
      patternsOf(this.usable),
      this.columns.length,
    )
    return this.rackCuts
  }

  private rackFill(): RackFill {
    const { rules, supply } = this.input
    return new RackFill(
      this.columns.map(({ sample }, column) => ({
        watts: rules.power ? (sample.powerW ?? 0) : 0,
        stored: this.storedOf(column),
      })),
      this.usable,
      supply.racks.map(({ headroomW }) => (rules.power && headroomW !== null ? headroomW : Number.POSITIVE_INFINITY)),
    )
  }

  /** Servers that one rack may hold of an answer, whatever its own column of the cap says. */
  private capOf(x: ArrayLike<number>): number {
    return this.capFor(this.columns.reduce((sum, _, column) => sum + (x[column] ?? 0), 0))
  }

  private capFor(servers: number): number {
    const { perRack, sharePercent } = this.input.rules
    if (sharePercent === null) return Math.max(0, perRack)
    return Math.max(0, Math.min(perRack, Math.floor((sharePercent * servers + 99) / 100 + 1e-6)))
  }

  /** A value for each column of the programme. */
  private padded<T>(columns: T[], cap: T, large: (column: number) => T): T[] {
    return [...columns, ...(this.capColumn === null ? [] : [cap]), ...this.largeColumns.map(large)]
  }

  private demandRows(): Row[] {
    const { demand } = this.input
    const row = (name: string, atLeast: number, of: (column: Column) => number): Row => ({
      coefficients: this.padded(this.columns.map(of), 0, () => 0),
      atLeast,
      name,
    })
    if (demand.kind === 'totals') {
      const asked = RESOURCES.filter((resource) => demand[resource] > 0)
      return asked.map((resource) => row(resource, demand[resource], ({ sample }) => sample[resource]))
    }
    const servers = demand.lines.reduce((sum, { count }) => sum + count, 0)
    return [
      row('servers', servers, () => 1),
      row('no more servers', -servers, () => -1),
      ...demand.lines.map((line, index) =>
        row(`line ${index + 1}`, line.count, ({ sample }) => (covers(sample, shapeOf(line)) ? 1 : 0)),
      ),
    ]
  }

  private rackRows(): Row[] {
    const { rules, ownRacks, supply } = this.input
    if (this.capColumn === null) return []
    const rows: Row[] = []
    if (rules.sharePercent !== null) {
      const share = rules.sharePercent
      const coefficients = this.padded(
        this.columns.map(() => share),
        -100,
        () => 0,
      )
      rows.push({ coefficients, atLeast: -99, name: 'share per rack' })
    }
    for (const rack of ownRacks) {
      const headroom = rules.power ? (supply.racks[rack]?.headroomW ?? null) : null
      if (headroom !== null) {
        const watts = this.columns.map((column) => (column.rack === rack ? -(column.sample.powerW ?? 0) : 0))
        const coefficients = this.padded(watts, 0, () => 0)
        rows.push({ coefficients, atLeast: -headroom, name: `watts of ${supply.racks[rack]?.rack}` })
      }
      const { afterLoss } = rules
      for (const resource of afterLoss === null ? [] : RESOURCES) {
        const left = this.columns.map((column) => (column.rack === rack ? 0 : column.sample[resource]))
        const name = `without ${supply.racks[rack]?.rack}`
        rows.push({ coefficients: this.padded(left, 0, () => 0), atLeast: afterLoss?.[resource] ?? 0, name })
      }
    }
    return rows
  }

  /**
   * Where a rack holds any server of a large column, the rest must do without one of it. `most`: servers that the plan has at
   * most, which makes the rows tight.
   */
  private lossRows(most: number): Row[] {
    const { afterLoss } = this.input.rules
    if (afterLoss === null) return []
    return this.largeColumns.flatMap((large) => {
      const of = this.columns[large]
      if (of === undefined) return []
      const { sample, limit, name } = of
      const stored = this.storedOf(large)
      const isAny = this.padded(
        this.columns.map((_, column) => (column === large ? -1 : 0)),
        0,
        (column) => (column === large ? Math.max(0, Math.min(limit, most) - stored) : 0),
      )
      const left = RESOURCES.map((resource) => ({
        coefficients: this.padded(
          this.columns.map((column) => column.sample[resource]),
          0,
          (column) => (column === large ? -sample[resource] : 0),
        ),
        atLeast: afterLoss[resource],
        name: `${resource} without one ${name}`,
      }))
      return [{ coefficients: isAny, atLeast: -stored, name: `any ${name} in a rack` }, ...left]
    })
  }

  private linesIn(): LineCuts | null {
    const { demand } = this.input
    if (demand.kind === 'totals') return null
    const lines = demand.lines.map((line) => ({
      count: line.count,
      columns: this.columns.flatMap(({ sample }, index) => (covers(sample, shapeOf(line)) ? [index] : [])),
    }))
    return new LineCuts(lines, this.columns.length)
  }

  /** Servers of a column that stand in no rack. */
  private storedOf(column: number): number {
    const of = this.columns[column]
    if (of === undefined || of.rack !== null) return 0
    return of.classes.reduce(
      (sum, index) => sum + (this.input.supply.classes[index]?.inWarehouse ? this.freeOf(index) : 0),
      0,
    )
  }

  private freeOf(index: number): number {
    return this.input.supply.classes[index]?.free ?? 0
  }
}

/** `count` servers of the classes, in their order, as far as each goes. */
function split(
  classes: readonly number[],
  count: number,
  free: (index: number) => number,
  rack: number | null,
): Placed[] {
  let left = count
  return classes.flatMap((classIndex) => {
    const taken = Math.min(left, free(classIndex))
    left -= taken
    return taken > 0 ? [{ rack, classIndex, count: taken }] : []
  })
}

/** Racks that could give the same are one pattern. */
function patternsOf(usableIn: readonly Usable[]): RackPattern[] {
  const patterns = new Map<string, { racks: number[]; free: Usable }>()
  usableIn.forEach((usable, rack) => {
    if (usable.length === 0) return
    let key = ''
    for (const [column, count] of usable) key += `${column}:${count} `
    const same = patterns.get(key)
    if (same === undefined) patterns.set(key, { racks: [rack], free: usable })
    else same.racks.push(rack)
  })
  return [...patterns.values()]
}
