import { type Capacity, covers } from '../planning/composite-score'
import type { ServerState } from '../server-state'

/** Servers that count alike. blocked: a hold, an open HIGH ticket or a wipe due keeps them out of planning. */
export interface ServerClass {
  datacenterId: number
  modelId: number | null
  state: ServerState
  blocked: boolean
  count: number
}

/** What a model has, as far as it is known. */
export interface ModelFacts {
  id: number
  cpuCores: number | null
  ramGb: number | null
  nvmeGb: number | null
  maxPowerW: number | null
}

/** A datacenter's figures: each server is counted in one of those from `free` to `coming`. */
export interface Figures {
  servers: number
  free: number
  warehouse: number
  heldBack: number
  promised: number
  inService: number
  broken: number
  coming: number
  freeCpuCores: number
  freeRamGb: number
  freeNvmeGb: number
  powerW: number
}

/** The states that a figure counts; `free`: only those that planning may give, or only the others. Its list is asked the same. */
export interface FigureFilter {
  states: readonly ServerState[]
  free?: boolean
}

/** Guard of the figures, of the links behind them and of their test: one table. */
export const FIGURE_FILTERS = {
  free: { states: ['RACKED'], free: true },
  warehouse: { states: ['IN_WAREHOUSE'], free: true },
  heldBack: { states: ['RACKED', 'IN_WAREHOUSE'], free: false },
  promised: { states: ['ALLOCATED', 'PROVISIONING'] },
  inService: { states: ['IN_SERVICE'] },
  broken: { states: ['BROKEN', 'REPAIRING'] },
  coming: { states: ['NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT'] },
} as const satisfies Record<string, FigureFilter>
export type CountedFigure = keyof typeof FIGURE_FILTERS
export const COUNTED_FIGURES = Object.keys(FIGURE_FILTERS) as CountedFigure[]

/** States in which a server draws power. A broken one may stand anywhere and counts for none. */
const POWERED: readonly ServerState[] = ['RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE']

export type Models = ReadonlyMap<number, ModelFacts>

/** Figures of the classes given: those of one datacenter, or of whatever else is to be counted together. */
export function figuresOf(classes: readonly ServerClass[], models: Models): Figures {
  const counted = Object.fromEntries(COUNTED_FIGURES.map((figure) => [figure, 0])) as Record<CountedFigure, number>
  const sums = { freeCpuCores: 0, freeRamGb: 0, freeNvmeGb: 0, powerW: 0 }
  for (const one of classes) {
    const model = one.modelId === null ? undefined : models.get(one.modelId)
    const free = !one.blocked && shapeOf(model) !== null
    if (POWERED.includes(one.state)) sums.powerW += one.count * (model?.maxPowerW ?? 0)
    for (const [figure, wants] of BY_STATE.get(one.state) ?? []) {
      if (wants !== undefined && wants !== free) continue
      counted[figure] += one.count
      if (figure !== 'free') continue
      sums.freeCpuCores += one.count * (model?.cpuCores ?? 0)
      sums.freeRamGb += one.count * (model?.ramGb ?? 0)
      sums.freeNvmeGb += one.count * (model?.nvmeGb ?? 0)
    }
  }
  return { servers: COUNTED_FIGURES.reduce((sum, figure) => sum + counted[figure], 0), ...counted, ...sums }
}

/** The figures that count servers of a state, each with what it wants of `free`: a page of capacity asks this of thousands of classes. */
const BY_STATE = new Map<ServerState, [CountedFigure, boolean | undefined][]>()
for (const figure of COUNTED_FIGURES) {
  const { states, free }: FigureFilter = FIGURE_FILTERS[figure]
  for (const state of states) BY_STATE.set(state, [...(BY_STATE.get(state) ?? []), [figure, free]])
}

/** How many servers of at least the shape could still be given: racked, and in warehouses. */
export function servableOf(
  classes: readonly ServerClass[],
  models: Models,
  shape: Capacity,
): { free: number; warehouse: number } {
  const fitting = classes.filter(({ modelId }) => {
    const has = shapeOf(modelId === null ? undefined : models.get(modelId))
    return has !== null && covers(has, shape)
  })
  return freeOf(fitting, models)
}

/** `free` and `warehouse` of the figures, without the others. */
export function freeOf(classes: readonly ServerClass[], models: Models): { free: number; warehouse: number } {
  const counted = { free: 0, warehouse: 0 }
  for (const { state, blocked, modelId, count } of classes)
    for (const [figure, wants] of BY_STATE.get(state) ?? []) {
      if (figure !== 'free' && figure !== 'warehouse') continue
      const free = !blocked && shapeOf(modelId === null ? undefined : models.get(modelId)) !== null
      if (wants === free) counted[figure] += count
    }
  return counted
}

/** Planning never gives a server whose model is unknown or incomplete, so it is not free either. */
function shapeOf(model: ModelFacts | undefined): Capacity | null {
  const { cpuCores = null, ramGb = null, nvmeGb = null } = model ?? {}
  return cpuCores === null || ramGb === null || nvmeGb === null ? null : { cpuCores, ramGb, nvmeGb }
}
