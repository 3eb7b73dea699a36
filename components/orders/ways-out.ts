import type { GlyphName } from '@/components/ui/glyph'
import { countOf, formatCount } from '@/components/ui/numbers'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import type { Draft } from './order-draft'
import { type PlanLimits, withoutLimit, withPerRack } from './plan-options'
import { limitText } from './plan-words'
import { amountText, scaled } from './shortfall-words'

/** A change that makes the order fit: other limits for the same order, or another order in its place. */
export interface WayOut {
  key: string
  glyph: GlyphName
  title: string
  note: string
  /** How much it changes, at the right. */
  size: string
  /** What its plan would take, in words. */
  fits: string
  change: { limits: PlanLimits } | { draft: Draft }
}

/** The changes that were solved for, those that leave the order as it is first. */
export function waysOut(details: InfeasibleDetails, draft: Draft, limits: PlanLimits): WayOut[] {
  return [
    ...withWarehouse(details, draft, limits),
    ...otherLimits(details, limits),
    ...askLess(details, draft, limits),
    ...(details.elsewhere ?? []).map(
      ({ datacenter, servers }): WayOut => ({
        key: `in ${datacenter}`,
        glyph: 'pin',
        title: `Move the order to ${datacenter}`,
        note: 'the same, within the same limits',
        size: 'other site',
        fits: fitsText(servers),
        change: { draft: { ...draft, datacenter } },
      }),
    ),
  ]
}

const fitsText = (servers: number) => `fits: ${countOf(servers, 'server')}`

function withWarehouse({ withWarehouse: found }: InfeasibleDetails, draft: Draft, limits: PlanLimits): WayOut[] {
  if (found === undefined || found === null) return []
  return [
    {
      key: 'warehouse',
      glyph: 'house',
      title: `Include the ${draft.datacenter} warehouse`,
      note: `adds ${countOf(found.stored, 'server')}, to be racked first`,
      size: 'racking',
      fits: fitsText(found.servers),
      change: { limits: { ...limits, includeWarehouse: true } },
    },
  ]
}

function otherLimits({ smallestPerRack, droppable }: InfeasibleDetails, limits: PlanLimits): WayOut[] {
  const before = limits.constraints.maxPerRack
  const raised: WayOut[] =
    smallestPerRack === undefined || smallestPerRack === null
      ? []
      : [
          {
            key: 'per rack',
            glyph: 'rack',
            title: `Allow ${formatCount(smallestPerRack.maxPerRack)} in one rack`,
            note: 'the smallest number that works',
            size: before === undefined ? 'for the share' : `+${formatCount(smallestPerRack.maxPerRack - before)}`,
            fits: fitsText(smallestPerRack.servers),
            change: { limits: withPerRack(limits, smallestPerRack.maxPerRack) },
          },
        ]
  const dropped = (droppable ?? [])
    .toSorted((a, b) => a.servers - b.servers)
    .map(
      ({ limit, servers }): WayOut => ({
        key: `drop ${limit}`,
        glyph: 'minus',
        title: `Drop “${limitText(limit, limits.constraints)}”`,
        note: 'the other limits stay',
        size: 'one limit',
        fits: fitsText(servers),
        change: { limits: withoutLimit(limits, limit) },
      }),
    )
  return [...raised, ...dropped]
}

/** The part of the order that could be served now; null where that is nothing, or not known. */
export function servablePart(details: InfeasibleDetails, draft: Draft, limits: PlanLimits): Draft | null {
  const lessOf = lessAsked(details, limits)
  const part = lessOf === null ? shareOf(draft, details.largestShare ?? 0) : withLess(draft, lessOf)
  return asksNothing(part) ? null : part
}

function askLess(details: InfeasibleDetails, draft: Draft, limits: PlanLimits): WayOut[] {
  const part = servablePart(details, draft, limits)
  if (part === null) return []
  const lessOf = lessAsked(details, limits)
  if (lessOf === null) {
    const share = details.largestShare ?? 0
    return [
      {
        key: 'share',
        glyph: 'sum',
        title: `Ask for ${share} % of everything`,
        note: 'the largest share that fits',
        size: `−${100 - share} %`,
        fits: 'fits',
        change: { draft: part },
      },
    ]
  }
  const asked = (entry: (typeof lessOf)[number]) =>
    details.shortfall.find(({ resource, line }) => resource === entry.resource && line === entry.line)?.asked ?? 0
  const [first] = lessOf
  return [
    {
      key: 'less',
      glyph: 'sum',
      title: `Ask for ${lessOf.map((entry) => amountText(entry, entry.less)).join(' and ')} less`,
      note: lessOf
        .map((entry) => `${formatCount(asked(entry) - entry.less)} instead of ${formatCount(asked(entry))}`)
        .join(', '),
      size: first === undefined || lessOf.length > 1 ? '' : `−${percent(first.less, asked(first))} %`,
      fits: 'fits: takes all there is',
      change: { draft: part },
    },
  ]
}

const percent = (part: number, whole: number) => ((part / Math.max(1, whole)) * 100).toFixed(1).replace(/\.0$/, '')

/** By how much less each would do; null where limits on racks bind, as the amounts alone do not decide there. */
function lessAsked({ smallestChange }: InfeasibleDetails, { constraints }: PlanLimits) {
  const decided = smallestChange !== undefined && smallestChange.length > 0
  return decided && constraints.surviveRackLoss === undefined ? smallestChange : null
}

function withLess(draft: Draft, less: NonNullable<InfeasibleDetails['smallestChange']>): Draft {
  const by = (resource: string, line?: number) =>
    less.find((entry) => entry.resource === resource && entry.line === line)?.less ?? 0
  if (draft.mode === 'lines') {
    const lines = draft.lines.map((line, index) => ({ ...line, count: line.count - by('servers', index) }))
    return { ...draft, lines: lines.filter(({ count }) => count > 0) }
  }
  return {
    ...draft,
    cpuCores: draft.cpuCores - by('cpuCores'),
    ramGb: draft.ramGb - by('ramGb'),
    nvmeGb: draft.nvmeGb - by('nvmeGb'),
  }
}

/** So many per cent of everything, rounded up as the planner rounds what it tried. */
function shareOf(draft: Draft, share: number): Draft {
  const part = (amount: number) => scaled(amount, share)
  if (draft.mode === 'lines') {
    const lines = draft.lines.map((line) => ({ ...line, count: part(line.count) }))
    return { ...draft, lines: lines.filter(({ count }) => count > 0) }
  }
  return { ...draft, cpuCores: part(draft.cpuCores), ramGb: part(draft.ramGb), nvmeGb: part(draft.nvmeGb) }
}

const asksNothing = (draft: Draft) =>
  draft.mode === 'lines' ? draft.lines.length === 0 : draft.cpuCores + draft.ramGb + draft.nvmeGb === 0

/** What a part leaves of the draft it was taken from; null where nothing is left. */
export function restOf(draft: Draft, part: Draft): Draft | null {
  if (draft.mode === 'totals') {
    const rest = {
      ...draft,
      cpuCores: draft.cpuCores - part.cpuCores,
      ramGb: draft.ramGb - part.ramGb,
      nvmeGb: draft.nvmeGb - part.nvmeGb,
    }
    return asksNothing(rest) ? null : rest
  }
  const taken = [...part.lines]
  const lines = draft.lines.map((line) => {
    const at = taken.findIndex((other) => sameShape(line, other))
    const [own] = at < 0 ? [] : taken.splice(at, 1)
    return { ...line, count: line.count - (own?.count ?? 0) }
  })
  const left = lines.filter(({ count }) => count > 0)
  return left.length === 0 ? null : { ...draft, lines: left }
}

const sameShape = (a: Draft['lines'][number], b: Draft['lines'][number]) =>
  a.minCpuCores === b.minCpuCores && a.minRamGb === b.minRamGb && a.minNvmeGb === b.minNvmeGb
