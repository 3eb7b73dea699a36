/**
 * Web and worker outlive a kill -9 of the command that started them. It notes them in the data directory, and the next
 * start ends those whose parent is gone: else the old ones would hold the port and take the jobs.
 */
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alive, ROOT } from './embedded-postgres'

interface Note {
  parent: number
  children: number[]
}

const fileIn = (dataDir: string) => join(dataDir, 'processes.json')

export function noteChildren(dataDir: string, children: number[]): void {
  const note: Note = { parent: process.pid, children }
  writeFileSync(fileIn(dataDir), JSON.stringify(note))
}

export function endLeftovers(dataDir: string): void {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return
  const { parent, children } = JSON.parse(readFileSync(file, 'utf8')) as Note
  if (alive(parent)) return
  for (const pid of children) if (alive(pid) && isOurs(pid)) process.kill(-pid, 'SIGKILL')
  rmSync(file)
}

/** The number may have passed to a stranger since. Where there is no /proc to ask, nothing is ended. */
function isOurs(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(ROOT)
  } catch {
    return false
  }
}
