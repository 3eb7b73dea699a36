export interface Sample {
  p50: number
  p95: number
  perSecond: number
}

/** Times `work` `rounds` times after `warmUp` untimed ones; `prepare` and `undo` around each are not timed. Milliseconds. */
export async function measure(
  rounds: number,
  steps: { prepare?: () => Promise<void>; work: () => Promise<unknown>; undo?: () => Promise<void> },
  warmUp = 5,
): Promise<Sample> {
  const times: number[] = []
  for (let round = -warmUp; round < rounds; round++) {
    await steps.prepare?.()
    const from = performance.now()
    await steps.work()
    const took = performance.now() - from
    if (round >= 0) times.push(took)
    await steps.undo?.()
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  return { p50: at(0.5), p95: at(0.95), perSecond: 1000 / mean }
}

const cell = (value: number, digits: number) => value.toFixed(digits).padStart(9)

/** One line of the table: ours, plain SQL for the same rows, and how many times longer ours takes (by p50). */
export function row(servers: number, what: string, ours: Sample, plain: Sample, perRound: number): string {
  const side = (sample: Sample) => `${cell(sample.p50, 2)}${cell(sample.p95, 2)}${cell(sample.perSecond * perRound, 0)}`
  return `${String(servers).padStart(8)}  ${what.padEnd(22)}${side(ours)}   ${side(plain)}   ${(ours.p50 / plain.p50).toFixed(1).padStart(6)} ×`
}

export const HEAD = `${'servers'.padStart(8)}  ${'operation'.padEnd(22)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'per s'.padStart(9)}   ${'SQL p50'.padStart(9)}${'SQL p95'.padStart(9)}${'per s'.padStart(9)}   ${'ratio'.padStart(8)}`
