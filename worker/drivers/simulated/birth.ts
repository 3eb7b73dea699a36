import type pg from 'pg'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import { sameComponent, shortestChain, type UpgradeEdge } from '@/lib/domain/firmware/upgrade-graph'
import { compareVersions, isVersionRange } from '@/lib/domain/firmware/version-compare'
import type { Inventory } from '../../hardware-driver'

interface Recorded {
  barcode: string
  serial: string | null
  product: string | null
  cpu_cores: number | null
  ram_gb: number | null
  nvme_gb: number | null
  targets: ComponentVersion[]
  paths: UpgradeEdge[]
  firmware: ComponentVersion[]
}

const DISK_GB = 7_680

/**
 * Simulated hardware is as the records say the first time anyone asks for it: as built as its model, with the firmware
 * that is recorded, and for a component with a target and no record an old version. From then on it is what was done to it.
 */
export async function ensureBorn(pool: pg.Pool, address: string): Promise<void> {
  const { rows } = await pool.query<Recorded>(RECORDED, [address])
  const server = rows[0]
  if (server === undefined) return
  const firmware = Object.fromEntries(firstFirmware(server).map(({ component, version }) => [component, version]))
  await pool.query(
    `INSERT INTO simulation.bmcs (address, firmware, inventory) VALUES ($1, $2, $3)
     ON CONFLICT (address) DO UPDATE SET firmware = EXCLUDED.firmware || simulation.bmcs.firmware,
       inventory = COALESCE(simulation.bmcs.inventory, EXCLUDED.inventory)`,
    [address, firmware, builtIn(server)],
  )
}

const RECORDED = `
  SELECT s.barcode, s.serial, m.manufacturer || ' ' || m.model AS product, m.cpu_cores, m.ram_gb, m.nvme_gb,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'version', version)) FROM firmware_targets
      WHERE model_id = s.model_id), '[]') AS targets,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'from', "from", 'to', "to")) FROM firmware_paths
      WHERE model_id = s.model_id), '[]') AS paths,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('component', component, 'version', version)) FROM server_firmware
      WHERE server_id = s.id), '[]') AS firmware
  FROM servers s LEFT JOIN server_models m ON m.id = s.model_id
  WHERE s.bmc_address = $1 ORDER BY s.id LIMIT 1`

function firstFirmware(server: Recorded): ComponentVersion[] {
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

/** null while nobody knows the server's model. */
function builtIn(server: Recorded): Inventory | null {
  const { product, cpu_cores: cpuCores, ram_gb: ramGb, nvme_gb: nvmeGb } = server
  if (product === null) return null
  const count = Math.ceil((nvmeGb ?? 0) / DISK_GB)
  const disks = Array.from({ length: count }, (_, index) => ({
    name: `nvme${index}`,
    gb: Math.min(DISK_GB, (nvmeGb ?? 0) - index * DISK_GB),
  }))
  return { serial: server.serial ?? `SN-${server.barcode}`, product, cpuCores: cpuCores ?? 0, ramGb: ramGb ?? 0, disks }
}
