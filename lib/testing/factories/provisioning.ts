import type { Db } from '../../db/client'
import type { SimulatedHardware } from '../simulated-hardware'

export interface AllocatedOrder {
  id: number
  number: string
  barcodes: string[]
  serverIds: number[]
}

let made = 0

/**
 * An ALLOCATED order over `count` racked servers, in a datacenter of its own. The model wants two flashes of the BIOS and
 * one of the BMC from what simulated hardware starts with.
 * @param options.hardware whose BMCs the servers have; without it, those of the driver that does nothing
 */
export async function allocatedOrder(
  db: Db,
  count: number,
  options: { image?: boolean; hardware?: SimulatedHardware } = {},
): Promise<AllocatedOrder> {
  const name = `P${++made}`
  const datacenter = await db.datacenter.create({ data: { code: name, name } })
  const rack = await db.rack.create({
    data: { code: `${name}-R1`, datacenterId: datacenter.id, walkKey: name, heightU: 100 },
  })
  const model = await db.serverModel.create({
    data: {
      slug: `${name}-model`,
      manufacturer: 'Dell',
      model: 'R650',
      heightU: 1,
      depth: 'full',
      cpuCores: 64,
      ramGb: 512,
      nvmeGb: 15_360,
      targets: {
        create: [
          { component: 'BIOS', version: '1.5.4' },
          { component: 'BMC', version: '2.2' },
        ],
      },
      paths: {
        create: [
          {
            component: 'BIOS',
            from: '1.0.0',
            to: '1.2.0',
            minutes: 10,
            address: 'http://firmware.example/bios_1.2.0.bin',
          },
          {
            component: 'BIOS',
            from: '>=1.2.0 <1.5.4',
            to: '1.5.4',
            minutes: 12,
            address: 'http://firmware.example/bios_1.5.4.bin',
          },
          { component: 'BMC', from: '2.0', to: '2.2', minutes: 5, address: 'http://firmware.example/bmc_2.2.bin' },
        ],
      },
    },
  })
  const image =
    options.image === false
      ? null
      : await db.image.create({
          data: { slug: `${name}-debian`, name: 'Debian 13', address: 'http://images.example/debian-13.iso' },
        })
  return db.$transaction(async (tx) => {
    const order = await tx.order.create({
      data: {
        customer: 'Test customer',
        status: 'ALLOCATED',
        datacenterId: datacenter.id,
        cpuCores: 64 * count,
        ramGb: 1,
        nvmeGb: 1,
        imageId: image?.id ?? null,
      },
    })
    const barcodes = Array.from({ length: count }, (_, index) => `${name}-S${index + 1}`)
    await tx.server.createMany({
      data: barcodes.map((barcode, index) => ({
        barcode,
        state: 'ALLOCATED' as const,
        modelId: model.id,
        datacenterId: datacenter.id,
        rackId: rack.id,
        u: index + 1,
        face: 'front' as const,
        ...(options.hardware?.bmcOf(barcode) ?? { bmcDriver: 'simulated' as const, bmcAddress: `sim:${barcode}` }),
        orderId: order.id,
      })),
    })
    const servers = await tx.server.findMany({ where: { barcode: { in: barcodes } }, orderBy: { id: 'asc' } })
    await tx.allocation.createMany({ data: servers.map(({ id }) => ({ orderId: order.id, serverId: id })) })
    return { id: order.id, number: order.number, barcodes, serverIds: servers.map(({ id }) => id) }
  })
}
