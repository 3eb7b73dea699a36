import type { Bulk } from './bulk'
import { IMAGES, MODELS, type SeedFirmware } from './models'
import { PARTS } from './parts'
import type { SeedDatacenter } from './place'
import type { Random } from './random'

const BMCS = new Set(['iDRAC', 'iLO', 'XCC', 'BMC'])

/** Models with their firmware targets and upgrade paths, and images. Returns the ids of the models by slug. */
export async function seedCatalogue(bulk: Bulk): Promise<Map<string, number>> {
  const ids = await bulk.ids('server_models', MODELS.length)
  const idOf = new Map(MODELS.map((model, i) => [model.slug, ids[i] ?? 0]))
  await bulk.insert(
    'server_models',
    MODELS.map((model) => ({
      id: idOf.get(model.slug),
      slug: model.slug,
      manufacturer: model.manufacturer,
      model: model.model,
      height_u: model.heightU,
      depth: model.depth,
      cpu_cores: model.cpuCores,
      ram_gb: model.ramGb,
      nvme_gb: model.nvmeGb,
      max_power_w: model.maxPowerW,
      weight_kg: model.weightKg,
      cost_cents: model.cost,
    })),
  )
  await bulk.insert(
    'firmware_targets',
    MODELS.flatMap((model) =>
      Object.entries(model.firmware).map(([component, { versions, target }]) => ({
        model_id: idOf.get(model.slug),
        component,
        version: target ?? versions.at(-1),
      })),
    ),
  )
  await bulk.insert(
    'firmware_paths',
    MODELS.flatMap((model) =>
      Object.entries(model.firmware).flatMap(([component, firmware]) =>
        edgesOf(firmware).map(({ from, to, minutes }) => ({
          ...{ model_id: idOf.get(model.slug), component, from, to, minutes },
          flashed_with: firmware.conditions?.[to]?.flashedWith ?? null,
          requires: firmware.conditions?.[to]?.requires ?? [],
          // A BMC starts itself anew; what the processors start with waits for the next start.
          reboot: !BMCS.has(component),
          address: `http://firmware.example/${model.slug}/${encodeURIComponent(`${component}_${to}`)}.bin`,
        })),
      ),
    ),
  )
  await bulk.insert(
    'images',
    IMAGES.map((image) => ({ ...image })),
  )
  return idOf
}

/** From each version to the next, and the shortcuts. */
function edgesOf({ versions, minutes, shortcuts = [] }: SeedFirmware) {
  const next = versions.slice(1).map((to, i) => ({ from: versions[i] ?? '', to, minutes: minutes + i }))
  return [...next, ...shortcuts]
}

/** Spare parts, and stock with its ledger: the sums of the movements are the stock. */
export async function seedParts(
  bulk: Bulk,
  modelIds: ReadonlyMap<string, number>,
  datacenters: readonly SeedDatacenter[],
  random: Random,
  scale: number,
): Promise<void> {
  const ids = await bulk.ids('spare_parts', PARTS.length)
  const parts = PARTS.map((part, i) => ({ ...part, id: ids[i] ?? 0 }))
  await bulk.insert(
    'spare_parts',
    parts.map(({ id, sku, kind, description, facts }) => ({ id, sku, kind, description, facts })),
  )
  await bulk.insert(
    'spare_part_models',
    parts.flatMap((part) => part.models.map((slug) => ({ spare_part_id: part.id, model_id: modelIds.get(slug) }))),
  )
  const stock = datacenters.flatMap((datacenter) => {
    const main = datacenter.warehouses[0]
    if (main === undefined) return []
    return parts.map((part, i) => ({
      spare_part_id: part.id,
      warehouse_id: main.id,
      // Now and then a shelf is empty: what "waits for a part" looks like.
      available: (i + datacenter.id) % 7 === 0 ? 0 : random.int(2, 9) * scale,
      reserved: 0,
      shelf: `${String(random.int(1, 20)).padStart(2, '0')}-${random.pick(['A', 'B', 'C'])}-${random.int(1, 6)}`,
      minimum: 2,
    }))
  })
  await bulk.insert('stock', stock)
  await bulk.insert(
    'stock_movements',
    stock
      .filter((row) => row.available > 0)
      .map((row) => ({
        spare_part_id: row.spare_part_id,
        warehouse_id: row.warehouse_id,
        kind: 'RECEIVE',
        available_delta: row.available,
        reserved_delta: 0,
        reason: 'Opening stock',
        actor: 'demo world',
      })),
  )
}
