import { type Capacity, covers, RESOURCES, type Weights } from './composite-score'
import { type Demand, shapeOf } from './plan'
import type { Usable } from './rack-fill'
import { powerCap, type RackRules } from './rack-rules'
import type { ServerClass, Supply } from './supply'

/** Classes that are alike for what is decided; of one rack only, where that rack has rows of its own. */
export interface Column {
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
  /** Do the rules say anything, and is it known what stands in which rack? Else only classes are looked at. */
  limited: boolean
  weights: Weights
  /** `model`: servers of a model are alike; `class`: firmware and place count. */
  level: 'model' | 'class'
  /** Racks that get columns and rows of their own, for their watts and for their loss. */
  ownRacks: ReadonlySet<number>
}

/** Classes that serve nothing asked are left out; of those alike, firmware at target and then racked come first. */
export function columnsOf({ supply, demand, rules, limited, level }: ClassProgramInput): Column[] {
  const groups = new Map<string, { sample: ServerClass; classes: number[] }>()
  supply.classes.forEach((of, index) => {
    if (of.free === 0 || !isOfUse(of, demand)) return
    const name = level === 'model' ? modelColumn(of, rules) : `${of.model} ${of.firmwareAtTarget} ${of.inWarehouse}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { sample: of, classes: [index] })
    else group.classes.push(index)
  })
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

/** Where a rack may be lost, what stands in none is another thing: it can't be lost with one. */
function modelColumn(of: ServerClass, { afterLoss }: RackRules): string {
  return afterLoss === null ? of.model : `${of.model} ${of.inWarehouse}`
}

/**
 * Counts what stands in racks, as far as the rules let each give it; racks with rows of their own get columns of their own.
 * Returns what each rack could give.
 */
export function addRacked(input: ClassProgramInput, columns: Column[]): Usable[] {
  const { supply, ownRacks } = input
  return usableInRacks(input, columns).map((usable, rack) => {
    if (!ownRacks.has(rack)) {
      for (const [index, count] of usable) {
        const column = columns[index]
        if (column !== undefined) column.limit += count
      }
      return usable
    }
    return usable.flatMap(([index, count]): [number, number][] => {
      const column = columns[index]
      if (column === undefined) return []
      const name = `${column.name} in ${supply.racks[rack]?.rack}`
      return [[columns.push({ ...column, name, rack, limit: count }) - 1, count]]
    })
  })
}

/** Of an order that must survive the loss of a rack: what of a single server is more than may be lost. */
export function largeColumnsOf({ rules, demand }: ClassProgramInput, columns: readonly Column[]): number[] {
  const { afterLoss } = rules
  if (afterLoss === null || demand.kind !== 'totals') return []
  return columns.flatMap(({ rack, sample, limit }, column) => {
    const isLarge = RESOURCES.some(
      (resource) => demand[resource] > 0 && sample[resource] > demand[resource] - afterLoss[resource],
    )
    return rack === null && limit > 0 && isLarge ? [column] : []
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
  // Thousands of racks, at every plan: no closures here.
  return supply.racks.map((rack) => {
    const usable: [number, number][] = []
    for (const entry of rack.free) {
      const index = entry[0]
      const column = columnOf[index]
      const of = supply.classes[index]
      if (column === undefined || of === undefined) continue
      const cap = rules.power ? Math.min(perRack, powerCap(rules, rack, of)) : perRack
      let at = 0
      while (at < usable.length && (usable[at]?.[0] ?? 0) < column) at++
      const known = usable[at]
      if (known?.[0] === column) known[1] = Math.min(cap, known[1] + entry[1])
      else if (Math.min(cap, entry[1]) > 0) usable.splice(at, 0, [column, Math.min(cap, entry[1])])
    }
    return usable
  })
}
