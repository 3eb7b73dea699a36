import { type Capacity, covers, RESOURCES, type Weights } from './composite-score'
import { costOf } from './goals'
import { type Demand, type Goal, shapeOf } from './plan'
import { type Placed, powerCap, type RackRules, ruleRacks } from './rack-rules'
import { LineCuts } from './solver/line-cuts'
import type { Program, Row, Separate } from './solver/program'
import { RackCuts, type RackPattern } from './solver/rack-cuts'
import type { ServerClass, Supply } from './supply'

/** Classes that are alike for what is decided; of one rack only, where that rack has rows of its own. */
interface Column {
  name: string
  sample: ServerClass
  classes: number[]
  rack: number | null
  limit: number
}

export interface ClassProgramInput {
  supply: Supply
  demand: Demand
  rules: RackRules
  weights: Weights
  /** `model`: servers of a model are alike; `class`: firmware and place count. */
  level: 'model' | 'class'
  /** Racks that get columns and rows of their own, for their watts and for their loss. */
  ownRacks: ReadonlySet<number>
}

/** An order over classes of servers as an integer programme, and its answers as servers in racks. */
export class ClassProgram {
  readonly columns: Column[]
  /** The column of u, the most that one rack may hold; null where no rule asks. */
  readonly capColumn: number | null
  readonly separate: Separate
  private readonly input: ClassProgramInput
  private readonly rows: Row[]
  private readonly patterns: RackPattern[] = []
  private readonly rackCuts: RackCuts | null
  private readonly lineCuts: LineCuts | null

  constructor(input: ClassProgramInput) {
    this.input = input
    this.columns = columnsOf(input)
    const limited = ruleRacks(input.rules)
    if (limited) {
      const usable = usableInRacks(input, this.columns)
      addRacked(input, this.columns, usable)
      this.patterns = patternsOf(input, this.columns, usable)
    }
    this.capColumn = limited ? this.columns.length : null
    this.rackCuts = this.capColumn === null ? null : new RackCuts(this.stored(), this.patterns, this.capColumn)
    this.lineCuts = this.linesIn()
    this.rows = [...this.demandRows(), ...this.rackRows()]
    const width = this.columns.length + (limited ? 1 : 0)
    this.separate = (x) => {
      const rows = this.lineCuts?.separate(x, width) ?? []
      return rows.length > 0 ? rows : (this.rackCuts?.separate(x) ?? [])
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
    return { costs: this.costs(goal), limits: this.limits(), rows: [...this.rows, ...kept] }
  }

  costs(goal: Exclude<Goal, 'racks'>): number[] {
    const costs = this.columns.map(({ sample }) => costOf(goal, sample, this.input.weights))
    return this.capColumn === null ? costs : [...costs, 0]
  }

  limits(): number[] {
    const limits = this.columns.map(({ limit }) => limit)
    return this.capColumn === null ? limits : [...limits, Math.max(0, this.input.rules.perRack)]
  }

  names(): string[] {
    const names = this.columns.map(({ name }) => name)
    return this.capColumn === null ? names : [...names, 'most in a rack']
  }

  linking(): ReadonlySet<number> {
    return new Set(this.capColumn === null ? [] : [this.capColumn])
  }

  /** How many of each model or class, whichever rack it is of: to carry an answer over to another programme. */
  answerOf(counts: readonly number[]): number[] | null {
    if (this.columns.some(({ rack }) => rack !== null)) return null
    const x = this.columns.map(({ classes }) => classes.reduce((sum, index) => sum + (counts[index] ?? 0), 0))
    if (this.capColumn === null) return x
    const servers = x.reduce((sum, count) => sum + count, 0)
    const { perRack, sharePercent } = this.input.rules
    const share = sharePercent === null ? perRack : Math.floor((sharePercent * servers + 99) / 100)
    return [...x, Math.min(perRack, share)]
  }

  /** A whole answer as servers of classes: in racks where rules ask, else in none in particular (`rack` null). */
  placementOf(x: readonly number[]): Placed[] {
    if (this.rackCuts === null) {
      return this.columns.flatMap(({ classes }, column) =>
        split(classes, x[column] ?? 0, (index) => this.freeOf(index), null),
      )
    }
    const inRacks = this.rackCuts.place(x)
    const placed = this.placeInPatterns(inRacks)
    const stored = this.columns.flatMap(({ classes }, column) => {
      const racked = inRacks.reduce((sum, flow) => sum + (flow.column === column ? flow.count : 0), 0)
      const inWarehouse = classes.filter((index) => this.input.supply.classes[index]?.inWarehouse === true)
      return split(inWarehouse, (x[column] ?? 0) - racked, (index) => this.freeOf(index), null)
    })
    return [...placed, ...stored]
  }

  /** Servers of each class for each line, as far as the counts of classes go round. */
  assign(counts: readonly number[]): number[][] | null {
    const { demand, supply } = this.input
    if (demand.kind === 'totals') return null
    const cuts = new LineCuts(
      demand.lines.map((line) => ({
        count: line.count,
        columns: supply.classes.flatMap((of, index) => (covers(of, shapeOf(line)) ? [index] : [])),
      })),
      supply.classes.length,
    )
    return cuts.assign(counts)
  }

  private placeInPatterns(flows: { column: number; pattern: number; count: number }[]): Placed[] {
    const placed: Placed[] = []
    this.patterns.forEach((pattern, index) => {
      const racks = pattern.racks
      // Dealt out like cards: no rack gets more of anything than the others by more than one, so each keeps its limits.
      let dealt = 0
      for (const { column, count } of flows.filter((flow) => flow.pattern === index)) {
        const perRack = new Map<number, number>()
        for (let k = 0; k < count; k++, dealt++) {
          const rack = racks[dealt % racks.length] ?? 0
          perRack.set(rack, (perRack.get(rack) ?? 0) + 1)
        }
        for (const [rack, inRack] of perRack) {
          const free = new Map(this.input.supply.racks[rack]?.free)
          placed.push(...split(this.columns[column]?.classes ?? [], inRack, (of) => free.get(of) ?? 0, rack))
        }
      }
    })
    return placed
  }

  private demandRows(): Row[] {
    const { demand } = this.input
    const width = this.columns.length + (this.capColumn === null ? 0 : 1)
    const row = (name: string, atLeast: number, of: (column: Column, index: number) => number): Row => ({
      coefficients: Array.from({ length: width }, (_, j) => {
        const column = this.columns[j]
        return column === undefined ? 0 : of(column, j)
      }),
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
      const coefficients = [...this.columns.map(() => rules.sharePercent ?? 0), -100]
      rows.push({ coefficients, atLeast: -99, name: 'share per rack' })
    }
    for (const rack of ownRacks) {
      const headroom = rules.power ? (supply.racks[rack]?.headroomW ?? null) : null
      if (headroom !== null) {
        const watts = this.columns.map((column) => (column.rack === rack ? -(column.sample.powerW ?? 0) : 0))
        rows.push({ coefficients: [...watts, 0], atLeast: -headroom, name: `watts of ${supply.racks[rack]?.rack}` })
      }
      const { afterLoss } = rules
      for (const resource of afterLoss === null ? [] : RESOURCES) {
        const left = this.columns.map((column) => (column.rack === rack ? 0 : column.sample[resource]))
        const name = `without ${supply.racks[rack]?.rack}`
        rows.push({ coefficients: [...left, 0], atLeast: afterLoss?.[resource] ?? 0, name })
      }
    }
    return rows
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

  private stored(): number[] {
    return this.columns.map(({ classes, rack }) => {
      if (rack !== null) return 0
      return classes.reduce(
        (sum, index) => sum + (this.input.supply.classes[index]?.inWarehouse ? this.freeOf(index) : 0),
        0,
      )
    })
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

/** Classes that serve nothing asked are left out; of those alike, firmware at target and then racked come first. */
function columnsOf({ supply, demand, rules, level }: ClassProgramInput): Column[] {
  const groups = new Map<string, { sample: ServerClass; classes: number[] }>()
  supply.classes.forEach((of, index) => {
    if (of.free === 0 || !isOfUse(of, demand)) return
    const name = level === 'model' ? of.model : `${of.model} ${of.firmwareAtTarget} ${of.inWarehouse}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { sample: of, classes: [index] })
    else group.classes.push(index)
  })
  const limited = ruleRacks(rules)
  const columns: Column[] = []
  for (const [name, { sample, classes }] of groups) {
    classes.sort((a, b) => rank(supply.classes[a]) - rank(supply.classes[b]) || a - b)
    const anywhere = classes.reduce((sum, index) => {
      const of = supply.classes[index]
      return sum + (of !== undefined && (!limited || of.inWarehouse) ? of.free : 0)
    }, 0)
    columns.push({ name, sample, classes, rack: null, limit: anywhere })
  }
  return columns
}

/** Counts what stands in racks, as far as the rules let each give it; racks with rows of their own get columns of their own. */
function addRacked(
  { supply, ownRacks }: ClassProgramInput,
  columns: Column[],
  usableIn: readonly (readonly [column: number, count: number][])[],
): void {
  usableIn.forEach((usable, rackIndex) => {
    for (const [index, count] of usable) {
      const column = columns[index]
      if (column === undefined) continue
      if (ownRacks.has(rackIndex)) {
        const { name, sample, classes } = column
        columns.push({
          name: `${name} in ${supply.racks[rackIndex]?.rack}`,
          sample,
          classes,
          rack: rackIndex,
          limit: count,
        })
      } else column.limit += count
    }
  })
}

function isOfUse(of: Capacity, demand: Demand): boolean {
  if (demand.kind === 'totals') return RESOURCES.some((resource) => demand[resource] > 0 && of[resource] > 0)
  return demand.lines.some((line) => covers(of, shapeOf(line)))
}

function rank(of: ServerClass | undefined): number {
  return (of?.firmwareAtTarget ? 0 : 2) + (of?.inWarehouse ? 1 : 0)
}

/** As many of each column as each rack could give by itself, in the order of the columns. */
function usableInRacks(
  { supply, rules }: ClassProgramInput,
  columns: readonly Column[],
): [column: number, count: number][][] {
  const columnOf: (number | undefined)[] = supply.classes.map(() => undefined)
  columns.forEach(({ classes, rack }, column) => {
    if (rack === null) for (const index of classes) columnOf[index] = column
  })
  const perRack = Math.max(0, rules.perRack)
  return supply.racks.map((rack) => {
    const usable: [number, number][] = []
    for (const [index, free] of rack.free) {
      const column = columnOf[index]
      const of = supply.classes[index]
      if (column === undefined || of === undefined) continue
      const cap = rules.power ? Math.min(perRack, powerCap(rules, rack, of)) : perRack
      const known = usable.find(([other]) => other === column)
      if (known !== undefined) known[1] = Math.min(cap, known[1] + free)
      else if (Math.min(cap, free) > 0) usable.push([column, Math.min(cap, free)])
    }
    return usable.length > 1 ? usable.sort(([a], [b]) => a - b) : usable
  })
}

function patternsOf(
  { ownRacks }: ClassProgramInput,
  columns: readonly Column[],
  usableIn: readonly (readonly [column: number, count: number][])[],
): RackPattern[] {
  const patterns = new Map<string, { racks: number[]; free: readonly (readonly [number, number])[] }>()
  usableIn.forEach((usable, rack) => {
    if (usable.length === 0) return
    if (ownRacks.has(rack)) {
      const free = usable.map(([common, count]): [number, number] => [ownColumn(columns, common, rack), count])
      patterns.set(`own ${rack}`, { racks: [rack], free })
      return
    }
    let key = ''
    for (const [column, count] of usable) key += `${column}:${count} `
    const same = patterns.get(key)
    if (same === undefined) patterns.set(key, { racks: [rack], free: usable })
    else same.racks.push(rack)
  })
  return [...patterns.values()]
}

function ownColumn(columns: readonly Column[], common: number, rack: number): number {
  return columns.findIndex((column) => column.rack === rack && column.classes === columns[common]?.classes)
}
