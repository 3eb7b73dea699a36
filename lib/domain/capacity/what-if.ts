import { isCode } from '../code'
import type { ServerClass } from './figures'

/** "+20 of this model" */
export interface Addition {
  count: number
  model: string
  datacenter: string
}

/** `@` stands in no code, and the first `x` ends the count. */
const ADDITION = /^(\d{1,6})x([^@]+)@([^@]+)$/

/** As it stands in an address: `20xdell-r650@FRA1`. Null for what is not one. */
export function parseAddition(text: string): Addition | null {
  const [, count, model, datacenter] = ADDITION.exec(text.trim()) ?? []
  if (count === undefined || model === undefined || datacenter === undefined) return null
  if (Number(count) === 0 || !isCode(model) || !isCode(datacenter)) return null
  return { count: Number(count), model, datacenter }
}

export function additionText({ count, model, datacenter }: Addition): string {
  return `${count}x${model}@${datacenter}`
}

/** Racked and free, as if they had just been scanned in. */
export function addedServers(of: { datacenterId: number; modelId: number; count: number }): ServerClass[] {
  return [{ ...of, state: 'RACKED', blocked: false }]
}

/** Whatever stood in the rack counts as broken: it is there, and serves nobody. */
export function lostServers(rack: readonly ServerClass[]): ServerClass[] {
  return rack
    .filter(({ state }) => state !== 'DECOMMISSIONED')
    .flatMap((one) => [
      { ...one, count: -one.count },
      { ...one, state: 'BROKEN' as const },
    ])
}

/** What the order would be given is promised. */
export function promisedServers(planned: readonly ServerClass[]): ServerClass[] {
  return planned.flatMap((one) => [
    { ...one, count: -one.count },
    { ...one, state: 'ALLOCATED' as const },
  ])
}
