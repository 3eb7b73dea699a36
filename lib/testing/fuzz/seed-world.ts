import type { ApiWorld } from '../http'

/** A small world, made through the API; `seen` gets every answer. */
export async function seedFuzzWorld(world: ApiWorld, seen: (path: string, body: unknown) => void): Promise<void> {
  const post = async (path: string, body: unknown) => {
    // A route that cannot be loaded is reported by whoever sends to it; the world is the smaller for it.
    const answer = await world.api('POST', path, { body }).catch(() => null)
    if (answer !== null && answer.status < 300) seen(path, answer.body)
    return answer?.body
  }
  await post('/datacenters', { code: 'FRA1' })
  await post('/datacenters', { code: 'AMS2' })
  await post('/warehouses', { code: 'FRA1-W1', datacenter: 'FRA1' })
  await post('/warehouses', { code: 'AMS2-W1', datacenter: 'AMS2' })
  await post('/racks', { code: 'A01', datacenter: 'FRA1', heightU: 42 })
  await post('/racks', { code: 'B01', datacenter: 'AMS2', heightU: 42 })
  const figures = { cpuCores: 64, ramGb: 512, nvmeGb: 7_680, maxPowerW: 800, weightKg: 20, cost: 90_000 }
  await post('/server-models', { slug: 'r650', manufacturer: 'Dell', model: 'R650', heightU: 1, ...figures })
  await post('/images', { slug: 'debian-13', name: 'Debian 13' })
  for (let u = 1; u <= 12; u++) {
    const location = { rack: u % 3 === 0 ? 'B01' : 'A01', u }
    await post('/inventory/scans', { barcode: `SRV-${u}`, location, model: 'r650' })
  }
  await post('/spare-parts', { sku: 'DISK-1', kind: 'DISK', description: 'A disk', models: ['r650'] })
  await post('/stock/movements', { sku: 'DISK-1', warehouse: 'FRA1-W1', quantity: 5, reason: 'delivered' })
  await post('/firmware-paths', { model: 'r650', component: 'bios', from: '1.0', to: '2.0' })
  for (const step of [[], ['plan'], ['plan', 'allocate'], ['plan', 'allocate', 'provision']]) {
    const order = await post('/orders', { customer: 'Acme', datacenter: 'FRA1', cpuCores: 64, image: 'debian-13' })
    for (const action of step) await post(`/orders/${order?.number}/${action}`, {})
  }
  await post('/tickets', { server: 'SRV-1', type: 'REPLACE_DISK' })
  await post('/telemetry', [
    { barcode: 'SRV-2', ts: new Date().toISOString(), kind: 'SMART_FAIL', payload: { device: 'sda' } },
  ])
  await post('/holds', { server: 'SRV-3', reason: 'being looked at' })
}
