import type pg from 'pg'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import { sameComponent, shortestChain, type UpgradeEdge } from '@/lib/domain/firmware/upgrade-graph'
import { compareVersions, isVersionRange } from '@/lib/domain/firmware/version-compare'
import type { Hardware } from './machine'

interface Recorded {
  barcode: string
  serial: string | null
  manufacturer: string | null
  model: string | null
  cpu_cores: number | null
  ram_gb: number | null
  nvme_gb: number | null
  targets: ComponentVersion[]
  paths: (UpgradeEdge & { reboot: boolean })[]
  firmware: ComponentVersion[]
}

const DISK_GB = 7_680
const MOST_DIMMS = 16

const RECORDED = `
  SELECT s.barcode, s.serial, m.manufacturer, m.model, m.cpu_cores, m.ram_gb, m.nvme_gb,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'version', version) ORDER BY component)
      FROM firmware_targets WHERE model_id = s.model_id), '[]') AS targets,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'from', "from", 'to', "to", 'reboot', reboot))
      FROM firmware_paths WHERE model_id = s.model_id), '[]') AS paths,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'version', version) ORDER BY component)
      FROM server_firmware WHERE server_id = s.id), '[]') AS firmware
  FROM servers s LEFT JOIN server_models m ON m.id = s.model_id
  WHERE s.barcode = $1`

/**
 * A machine for a server of the product's database: built as its model says, with the firmware that is recorded, and for a
 * component with a target and no record an old version. Null where there is no such server, or nobody knows its model yet.
 */
export async function bornFromRecords(pool: pg.Pool, barcode: string): Promise<Hardware | null> {
  const { rows } = await pool.query<Recorded>(RECORDED, [barcode])
  const server = rows[0]
  if (server === undefined || server.model === null) return null
  const { cpu_cores: cores, ram_gb: ram, nvme_gb: nvme } = server
  const processors = (cores ?? 0) % 2 === 0 ? 2 : 1
  const dimms = dimmsOf(ram ?? 0)
  return {
    serial: server.serial ?? `SN-${server.barcode}`,
    manufacturer: server.manufacturer ?? '',
    model: server.model,
    ...{ processors, coresEach: (cores ?? 0) / processors },
    ...{ dimms, gibEach: (ram ?? 0) / dimms },
    drives: drivesOf(nvme ?? 0),
    firmware: firmwareOf(server).map(({ component, version }) => ({
      name: component,
      version,
      needsRestart: server.paths.some((path) => path.reboot && sameComponent(path.component, component)),
    })),
  }
}

function dimmsOf(ramGb: number): number {
  for (let count = MOST_DIMMS; count > 1; count--) if (ramGb % count === 0) return count
  return 1
}

function drivesOf(nvmeGb: number): Hardware['drives'] {
  return Array.from({ length: Math.ceil(nvmeGb / DISK_GB) }, (_, index) => ({
    name: `NVMe SSD in bay ${index}`,
    bytes: Math.min(DISK_GB, nvmeGb - index * DISK_GB) * 1e9,
  }))
}

function firmwareOf(server: Recorded): ComponentVersion[] {
  const unrecorded = server.targets.filter(
    ({ component }) => !server.firmware.some((entry) => sameComponent(entry.component, component)),
  )
  return [
    ...server.firmware,
    ...unrecorded.map(({ component, version }) => ({ component, version: oldest(server.paths, component, version) })),
  ]
}

/** The oldest version from which a path leads to the target, else the target. */
function oldest(paths: readonly UpgradeEdge[], component: string, target: string): string {
  const known = paths
    .filter((path) => sameComponent(path.component, component))
    .flatMap((path) => (isVersionRange(path.from) ? [path.to] : [path.from, path.to]))
  return known
    .filter((version) => shortestChain(paths, component, version, target).ok)
    .reduce((old, version) => (compareVersions(version, old) < 0 ? version : old), target)
}
