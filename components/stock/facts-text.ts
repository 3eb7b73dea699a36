import type { PartFactsView } from '@/lib/contracts/tickets/part-facts'

/** "3.84 TB", "480 GB": of 1000, as labels say it. */
export function sizeText(sizeGb: number): string {
  return sizeGb < 1_000 ? `${sizeGb} GB` : `${Math.round(sizeGb / 10) / 100} TB`
}

/** What is known of a part in one line: `2.5" SATA, 480 GB`, `DDR4-3200, 32 GB`; empty where nothing is. */
export function factsText(facts: PartFactsView): string {
  const { formFactor, interface: bus, memoryType, speedMts, sizeGb } = facts
  const disk = [formFactor, bus].filter((word) => word !== undefined).join(' ')
  const speed = speedMts === undefined ? undefined : `${speedMts}`
  const memory = [memoryType, memoryType === undefined && speed !== undefined ? `${speed} MT/s` : speed]
  const size = sizeGb === undefined ? '' : sizeText(sizeGb)
  return [disk, memory.filter((word) => word !== undefined).join('-'), size].filter((word) => word !== '').join(', ')
}
