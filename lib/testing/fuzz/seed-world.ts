import type { ApiWorld } from '../http'

/**
 * A small world, made through the API, with orders in several states; `seen` gets every answer. Each round makes another,
 * as the requests before have taken the last one apart.
 */
export async function seedFuzzWorld(
  world: ApiWorld,
  round: number,
  seen: (path: string, body: unknown) => void,
): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const answer = await world.api('POST', path, { body })
    if (answer.status >= 300) throw new Error(`the fuzz world: ${path} said ${JSON.stringify(answer.body)}`)
    seen(path, answer.body)
    return answer.body
  }
  const datacenter = `DC${round}`
  const warehouse = `${datacenter}-W1`
  const rack = `${datacenter}-A01`
  const model = `model-${round}`
  const sku = `DISK-${round}`
  const image = `debian-${round}`
  await post('/datacenters', { code: datacenter })
  await post('/warehouses', { code: warehouse, datacenter })
  await post('/racks', { code: rack, datacenter, heightU: 42 })
  const figures = { cpuCores: 64, ramGb: 512, nvmeGb: 7_680, maxPowerW: 800, weightKg: 20, cost: 90_000 }
  await post('/server-models', { slug: model, manufacturer: 'Dell', model: 'R650', heightU: 1, ...figures })
  await post('/rack-items', { rack, u: 40, kind: 'switch', name: 'leaf' })
  await post('/images', { slug: image, name: 'Debian' })
  for (let u = 1; u <= 12; u++)
    await post('/inventory/scans', { barcode: `SRV-${round}-${u}`, location: { rack, u }, model })
  await post('/spare-parts', { sku, kind: 'DISK', description: 'A disk', models: [model] })
  await post('/stock/movements', { sku, warehouse, quantity: 5, reason: 'delivered' })
  await post('/firmware-paths', { model, component: 'bios', from: '1.0', to: '2.0' })
  for (const actions of [[], ['plan'], ['plan', 'allocate'], ['plan', 'allocate', 'provision']]) {
    const order = await post('/orders', { customer: 'Acme', datacenter, cpuCores: 64, image })
    for (const action of actions) await post(`/orders/${order.number}/${action}`, {})
  }
  await post('/tickets', { server: `SRV-${round}-1`, type: 'REPLACE_DISK' })
  const ts = new Date().toISOString()
  await post('/telemetry', [{ barcode: `SRV-${round}-2`, ts, kind: 'SMART_FAIL', payload: { device: 'sda' } }])
  await post('/holds', { server: `SRV-${round}-3`, reason: 'being looked at' })
  const jobs = await world.api('GET', '/provision-jobs?limit=5')
  seen('/provision-jobs', jobs.body)
}
