import { countOf } from '@/components/ui/numbers'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import type { OrderState } from '@/lib/domain/order-state'

type PlannedServer = FirmwarePlanView['servers'][number]

/** Servers that are alike: of one model, with the same chains before them, or stuck at the same versions. */
export type FirmwareGroup = Pick<PlannedServer, 'model' | 'hops' | 'minutes' | 'failures'> & {
  barcodes: string[]
  restarts: number
}

/** While no job runs, and one may be begun. */
export function firmwareIsAhead(status: OrderState): boolean {
  return status === 'ALLOCATED' || status === 'FAILED'
}

/** Those that can't get there first, then the longest; servers with nothing to flash are not among them. */
export function firmwareGroups({ servers }: FirmwarePlanView): FirmwareGroup[] {
  const groups = new Map<string, FirmwareGroup>()
  for (const { barcode, model, hops, minutes, failures } of servers) {
    if (hops.length === 0 && failures.length === 0) continue
    const key = JSON.stringify([model, hops, failures])
    const group = groups.get(key)
    const restarts = new Set(hops.filter(({ reboot }) => reboot).map(({ group: own }) => own)).size
    if (group === undefined)
      groups.set(key, {
        ...(model === undefined ? {} : { model }),
        hops,
        minutes,
        failures,
        barcodes: [barcode],
        restarts,
      })
    else group.barcodes.push(barcode)
  }
  // Without an estimate it may be the longest.
  const rank = ({ failures, minutes }: FirmwareGroup) => (failures.length > 0 ? Infinity : (minutes ?? 100_000))
  return [...groups.values()].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    return left === right ? b.barcodes.length - a.barcodes.length : right - left
  })
}

/** "12 flashes on 5 servers, the longest about 38 min; SRV-003596 has no path." */
export function firmwareSentence({ servers, totals }: FirmwarePlanView): string {
  const { flashes, toFlash, longestMinutes } = totals
  const stuck = servers.filter(({ failures }) => failures.length > 0).map(({ barcode }) => barcode)
  const time = longestMinutes === null ? 'not all with an estimate' : `the longest about ${longestMinutes} min`
  const what =
    flashes === 0
      ? 'No firmware to flash'
      : `${countOf(flashes, 'flash', 'flashes')} on ${countOf(toFlash, 'server')}, ${time}`
  return `${what}${stuck.length === 0 ? '' : `; ${stuckWords(stuck)}`}.`
}

function stuckWords(barcodes: readonly string[]): string {
  const [first = '', second = ''] = barcodes
  if (barcodes.length === 1) return `${first} has no path`
  if (barcodes.length === 2) return `${first} and ${second} have no path`
  return `${first} and ${barcodes.length - 1} others have no path`
}
