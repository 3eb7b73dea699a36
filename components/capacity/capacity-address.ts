import { toQueryString } from '@/lib/client/api-fetch'
import { type CountedFigure, FIGURE_FILTERS, type FigureFilter } from '@/lib/domain/capacity/figures'
import { WINDOWS, type Window } from '@/lib/domain/capacity/runway'

/** What is asked of capacity beside the datacenter; all of it stands in the address, and the API is asked the same. */
export interface Question {
  window: Window
  add: readonly string[]
  lose: readonly string[]
  order: readonly string[]
}
export type Supposition = 'add' | 'lose' | 'order'
export const SUPPOSITIONS: readonly Supposition[] = ['add', 'lose', 'order']

export const DEFAULT_WINDOW = '90'
export const NOTHING_ASKED: Question = { window: DEFAULT_WINDOW, add: [], lose: [], order: [] }
export const windowOf = (text: string | null | undefined): Window =>
  WINDOWS.find((window) => window === text) ?? DEFAULT_WINDOW

interface Params {
  getAll(name: string): string[]
  toString(): string
}

/** The page's address with one parameter more, or set anew; whatever else stands in it stays. */
export function withParameter(params: Params, name: string, values: readonly string[]): string {
  const search = new URLSearchParams(params.toString())
  search.delete(name)
  for (const value of values) search.append(name, value)
  const text = search.toString()
  return text === '' ? '/' : `/?${text}`
}

export const withSupposed = (params: Params, kind: Supposition, what: string): string =>
  withParameter(params, kind, [...params.getAll(kind).filter((one) => one !== what), what])

export const withoutSupposed = (params: Params, kind: Supposition, what: string): string =>
  withParameter(
    params,
    kind,
    params.getAll(kind).filter((one) => one.toLowerCase() !== what.toLowerCase()),
  )

export function withNothingSupposed(params: Params): string {
  const search = new URLSearchParams(params.toString())
  for (const kind of SUPPOSITIONS) search.delete(kind)
  const text = search.toString()
  return text === '' ? '/' : `/?${text}`
}

interface Narrowed {
  datacenter: string | null
  model?: string
  minCpuCores?: number
  minRamGb?: number
  minNvmeGb?: number
}

/** The list that a figure counts. */
export function figureHref(figure: CountedFigure, narrowed: Narrowed): string {
  const { states, free }: FigureFilter = FIGURE_FILTERS[figure]
  const { datacenter, ...more } = narrowed
  return `/servers${toQueryString({ datacenter, state: states, free, ...more })}`
}
