import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPassword } from '../../db/sealed-password'
import { type TestWorld, testWorld } from '../../testing/context'
import { createDatacenter } from './create-datacenter'
import { createServer } from './create-server'
import { sealPasswords } from './seal-passwords'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const passwordOf = async (barcode: string) =>
  (await world.db.server.findUniqueOrThrow({ where: { barcode } })).bmcPassword ?? ''

it('seals what an earlier version stored as it is, and nothing twice; the database takes nothing unsealed', async () => {
  await createDatacenter(world.ctx, { code: 'SEAL', name: 'Sealed' })
  const bmc = { driver: 'redfish', address: 'https://10.0.0.1', username: 'root', password: 'calvin' } as const
  for (const barcode of ['SEAL-1', 'SEAL-2']) await createServer(world.ctx, { barcode, datacenter: 'SEAL', bmc })
  const store = world.db.$executeRaw`UPDATE servers SET bmc_password = 'calvin' WHERE barcode = 'SEAL-1'`
  await expect(store).rejects.toThrow(/has to be sealed/)
  await world.db.$executeRaw`ALTER TABLE servers DISABLE TRIGGER servers_bmc_password_update`
  await world.db.$executeRaw`UPDATE servers SET bmc_password = 'calvin' WHERE barcode = 'SEAL-1'`
  await world.db.$executeRaw`ALTER TABLE servers ENABLE TRIGGER servers_bmc_password_update`
  const second = await passwordOf('SEAL-2')
  expect(await sealPasswords(world.ctx)).toBe(1)
  expect(await sealPasswords(world.ctx)).toBe(0)
  expect(await passwordOf('SEAL-1')).toMatch(/^sealed:/)
  expect(openPassword(await passwordOf('SEAL-1'), 'SEAL-1')).toBe('calvin')
  expect(await passwordOf('SEAL-2')).toBe(second)
})
