import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100

interface Stat {
  pid: number
  parent: number
  own: number
  /** Of children that ended. */
  ended: number
}

/** CPU seconds of a process and all below it so far; null where there is no /proc to ask. */
export function cpuSeconds(root: number): number | null {
  const stats = allStats()
  if (stats === null) return null
  const below = new Set([root])
  for (let grew = true; grew; ) {
    grew = false
    for (const { pid, parent } of stats) {
      if (!below.has(parent) || below.has(pid)) continue
      below.add(pid)
      grew = true
    }
  }
  return stats.reduce((sum, stat) => (below.has(stat.pid) ? sum + stat.own + stat.ended : sum), 0) / TICKS
}

function allStats(): Stat[] | null {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(name) : []))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function statOf(pid: string): Stat[] {
  try {
    // After the name, which may hold blanks and ends with the last parenthesis: state, parent, …
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const at = (index: number) => Number(fields[index])
    return [{ pid: Number(pid), parent: at(1), own: at(11) + at(12), ended: at(13) + at(14) }]
  } catch (error) {
    // It ended while we looked.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}
