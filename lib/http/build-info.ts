import 'server-only'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface BuildInfo {
  version: string
  /** The commit that runs; 'unknown' where neither HAAS_COMMIT nor a .git folder says. */
  commit: string
  /** Folder names of prisma/migrations: what the database must have. */
  migrations: readonly string[]
}

const holder = globalThis as typeof globalThis & { haasBuildInfo?: BuildInfo }

/** Read once, when the process starts to serve: no request waits for a disk, and none runs git. */
export function buildInfo(): BuildInfo {
  holder.haasBuildInfo ??= read(/* turbopackIgnore: true */ process.cwd())
  return holder.haasBuildInfo
}

function read(root: string): BuildInfo {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const migrations = readdirSync(join(root, 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return { version, commit: process.env.HAAS_COMMIT || headOf(join(root, '.git')), migrations }
}

/** What HEAD points to: a commit, a branch's file, or a line of packed-refs. A worktree's .git is a file that names the folder. */
function headOf(git: string): string {
  if (!existsSync(git)) return 'unknown'
  const linked = linkedFolder(git)
  if (linked !== null) return headOf(linked)
  const head = textOf(join(git, 'HEAD'))
  const ref = /^ref: (.+)$/.exec(head)?.[1]
  if (ref === undefined) return head || 'unknown'
  const shared = textOf(join(git, 'commondir'))
  const folders = shared === '' ? [git] : [git, join(git, shared)]
  for (const folder of folders) {
    const loose = textOf(join(folder, ref))
    if (loose !== '') return loose
    const packed = textOf(join(folder, 'packed-refs'))
      .split('\n')
      .find((line) => line.endsWith(` ${ref}`))
    if (packed !== undefined) return packed.split(' ')[0] ?? 'unknown'
  }
  return 'unknown'
}

function linkedFolder(git: string): string | null {
  try {
    return /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1] ?? null
  } catch {
    // A folder, as it is nearly everywhere.
    return null
  }
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}
