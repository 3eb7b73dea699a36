import type { z } from 'zod'
import type { createOrderInput, OrderView } from '@/lib/contracts/planning/order'

export type Line = OrderView['lines'][number]

/** An order before it exists: kept in the wizard's URL, so that a reload and the back button keep what was typed. */
export interface Draft {
  customer: string
  datacenter: string
  image: string
  boot: OrderView['boot']
  /** A day, YYYY-MM-DD, or empty. */
  endsOn: string
  mode: 'totals' | 'lines'
  cpuCores: number
  ramGb: number
  nvmeGb: number
  lines: readonly Line[]
}

/** As many as an order may have. */
export const MAX_LINES = 100
export const emptyLine: Line = { count: 1, minCpuCores: 0, minRamGb: 0, minNvmeGb: 0 }

const whole = (text: string | null | undefined, most = 2_147_483_647): number => {
  const digits = (text ?? '').replaceAll(/\D/g, '')
  return digits === '' ? 0 : Math.min(most, Number(digits))
}

/** "2x56x512x7680,1x32x256x0": count, cores, GB of RAM, GB of NVMe. */
export function linesFrom(text: string | null): Line[] {
  return (text ?? '')
    .split(',')
    .filter((part) => /^\d+(x\d+){3}$/.test(part))
    .slice(0, MAX_LINES)
    .map((part) => {
      const [count, cores, ram, nvme] = part.split('x')
      return {
        count: Math.max(1, whole(count, 10_000)),
        minCpuCores: whole(cores),
        minRamGb: whole(ram),
        minNvmeGb: whole(nvme),
      }
    })
}

export const linesText = (lines: readonly Line[]): string =>
  lines.map((line) => [line.count, line.minCpuCores, line.minRamGb, line.minNvmeGb].join('x')).join(',')

export function draftFrom(params: URLSearchParams): Draft {
  const lines = linesFrom(params.get('lines'))
  const day = params.get('endsOn') ?? ''
  return {
    customer: params.get('customer') ?? '',
    datacenter: params.get('datacenter') ?? '',
    image: params.get('image') ?? '',
    boot: params.get('boot') === 'network' ? 'network' : 'media',
    endsOn: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '',
    mode: lines.length > 0 ? 'lines' : 'totals',
    cpuCores: whole(params.get('cores')),
    ramGb: whole(params.get('ram')),
    nvmeGb: whole(params.get('nvme')),
    lines: lines.length > 0 ? lines : [emptyLine],
  }
}

/** The draft of an order that exists, for its first two steps. */
export function draftOf(order: OrderView): Draft {
  return {
    customer: order.customer,
    datacenter: order.datacenter,
    image: order.image ?? '',
    boot: order.boot,
    endsOn: order.endsAt?.slice(0, 10) ?? '',
    mode: order.lines.length > 0 ? 'lines' : 'totals',
    cpuCores: order.lines.length > 0 ? 0 : order.cpuCores,
    ramGb: order.lines.length > 0 ? 0 : order.ramGb,
    nvmeGb: order.lines.length > 0 ? 0 : order.nvmeGb,
    lines: order.lines.length > 0 ? order.lines : [emptyLine],
  }
}

export function draftParams(draft: Draft): Record<string, string> {
  const demand: Record<string, string> =
    draft.mode === 'lines'
      ? { lines: linesText(draft.lines) }
      : { cores: String(draft.cpuCores), ram: String(draft.ramGb), nvme: String(draft.nvmeGb) }
  const all = {
    customer: draft.customer,
    datacenter: draft.datacenter,
    image: draft.image,
    boot: draft.boot === 'media' ? '' : draft.boot,
    endsOn: draft.endsOn,
    ...demand,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== '0'))
}

export function asksForSomething(draft: Draft): boolean {
  return draft.mode === 'totals'
    ? draft.cpuCores + draft.ramGb + draft.nvmeGb > 0
    : draft.lines.every((line) => line.minCpuCores + line.minRamGb + line.minNvmeGb > 0)
}

/** What is asked in all, also of lines. */
export function askedOf(draft: Pick<Draft, 'mode' | 'cpuCores' | 'ramGb' | 'nvmeGb' | 'lines'>) {
  if (draft.mode === 'totals') return { cpuCores: draft.cpuCores, ramGb: draft.ramGb, nvmeGb: draft.nvmeGb }
  const sum = { cpuCores: 0, ramGb: 0, nvmeGb: 0 }
  for (const line of draft.lines) {
    sum.cpuCores += line.count * line.minCpuCores
    sum.ramGb += line.count * line.minRamGb
    sum.nvmeGb += line.count * line.minNvmeGb
  }
  return sum
}

/** Whether the two ask for the same thing in the same datacenter: then an order need not be made anew. */
export function sameDemand(a: Draft, b: Draft): boolean {
  const text = (draft: Draft) =>
    JSON.stringify([draft.datacenter, draft.mode, draft.mode === 'lines' ? linesText(draft.lines) : askedOf(draft)])
  return text(a) === text(b)
}

export const endOf = (day: string): string | undefined => (day === '' ? undefined : `${day}T00:00:00Z`)

export function orderInput(draft: Draft): z.input<typeof createOrderInput> {
  const endsAt = endOf(draft.endsOn)
  return {
    customer: draft.customer,
    datacenter: draft.datacenter,
    ...(draft.image === '' ? {} : { image: draft.image }),
    ...(draft.boot === 'media' ? {} : { boot: draft.boot }),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(draft.mode === 'lines'
      ? { lines: draft.lines.map((line) => ({ ...line })) }
      : { cpuCores: draft.cpuCores, ramGb: draft.ramGb, nvmeGb: draft.nvmeGb }),
  }
}
