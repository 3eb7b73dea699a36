import { afterEach, describe, expect, it } from 'vitest'
import { closeScriptedBmcs, scriptedBmc } from '@/lib/testing/scripted-bmc'
import { bootNextFrom, clearBoot } from './redfish-boot'
import { RedfishClient } from './redfish-client'
import { discDrive, ejectMedia, insertMedia, virtualMedia } from './redfish-media'

afterEach(closeScriptedBmcs)
const soon = () => new Date(Date.now() + 3_000)

/** A resource that can be read and edited, and that actions change. */
async function resourceOf<Of extends object>(
  path: string,
  state: Of,
  actions: Record<string, (body: object) => object> = {},
) {
  let now: object = { '@odata.id': path, ...state }
  const bmc = await scriptedBmc(({ line, body }) => {
    const [method, at = ''] = line.split(' ')
    if (method === 'GET' && at === path) return { body: now }
    if (method === 'PATCH' && at === path) now = merged(now, body as object)
    else if (method === 'POST' && actions[at] !== undefined) now = merged(now, actions[at](body as object))
    else return undefined
    return { status: 204 }
  })
  const changes = () => bmc.asked.filter(({ line }) => !line.startsWith('GET')).map(({ line, body }) => [line, body])
  return { client: new RedfishClient({ address: bmc.address }), now: () => now, changes }
}

function merged(now: object, change: object): object {
  const entries = Object.entries(change).map(([key, value]) => {
    const before: unknown = Reflect.get(now, key)
    const both = typeof before === 'object' && before !== null && typeof value === 'object' && value !== null
    return [key, both ? merged(before, value) : value]
  })
  return { ...now, ...Object.fromEntries(entries) }
}

const SYSTEM = '/redfish/v1/Systems/1'
const boot = (more: object = {}) => ({
  Boot: { BootSourceOverrideEnabled: 'Disabled', BootSourceOverrideTarget: 'None', ...more },
})
const asSystem = (state: object) => ({ '@odata.id': SYSTEM, ...state })

describe('what a machine starts from', () => {
  it('is set for the next start, once, and not sent again where it is set already', async () => {
    const { client, now, changes } = await resourceOf(SYSTEM, boot())
    expect(await bootNextFrom(client, asSystem(boot()), 'Cd', soon())).toBe('once')
    expect(now()).toMatchObject({ Boot: { BootSourceOverrideEnabled: 'Once', BootSourceOverrideTarget: 'Cd' } })
    const set = boot({ BootSourceOverrideEnabled: 'Once', BootSourceOverrideTarget: 'Cd' })
    expect(await bootNextFrom(client, asSystem(set), 'Cd', soon())).toBe('once')
    expect(changes()).toHaveLength(1)
  })

  it('until it is cleared, where the service knows no once', async () => {
    const ways = { 'BootSourceOverrideEnabled@Redfish.AllowableValues': ['Disabled', 'Continuous'] }
    const { client, now } = await resourceOf(SYSTEM, boot(ways))
    expect(await bootNextFrom(client, asSystem(boot(ways)), 'Pxe', soon())).toBe('until-cleared')
    await clearBoot(client, asSystem(boot({ ...ways, BootSourceOverrideEnabled: 'Continuous' })), soon())
    expect(now()).toMatchObject({ Boot: { BootSourceOverrideEnabled: 'Disabled', BootSourceOverrideTarget: 'None' } })
  })

  it('cleared already: nothing is sent', async () => {
    const { client, changes } = await resourceOf(SYSTEM, boot())
    await clearBoot(client, asSystem(boot()), soon())
    expect(changes()).toEqual([])
  })

  it('is refused where the service knows no such source, or forgets what it was told', async () => {
    const few = boot({ 'BootSourceOverrideTarget@Redfish.AllowableValues': ['None', 'Hdd'] })
    const { client } = await resourceOf(SYSTEM, few)
    await expect(bootNextFrom(client, asSystem(few), 'Cd', soon())).rejects.toMatchObject({
      message: 'it can not be told to start from Cd: it only knows None, Hdd.',
    })
    const deaf = await scriptedBmc(({ line }) =>
      line.startsWith('PATCH') ? { status: 204 } : { body: asSystem(boot()) },
    )
    const other = new RedfishClient({ address: deaf.address })
    await expect(bootNextFrom(other, asSystem(boot()), 'Cd', soon())).rejects.toMatchObject({ kind: 'refused' })
  })
})

const SLOT = '/redfish/v1/Managers/1/VirtualMedia/2'
const IMAGE = 'https://images.example/ubuntu.iso'
const INSERT = `${SLOT}/Actions/VirtualMedia.InsertMedia`
const EJECT = `${SLOT}/Actions/VirtualMedia.EjectMedia`
const actions = { '#VirtualMedia.InsertMedia': { target: INSERT }, '#VirtualMedia.EjectMedia': { target: EJECT } }
const doing = { [INSERT]: (body: object) => body, [EJECT]: () => ({ Image: '', Inserted: false }) }
const slotOf = (state: object) => virtualMedia.parse({ '@odata.id': SLOT, MediaTypes: ['CD', 'DVD'], ...state })

describe('virtual media', () => {
  it.each([
    ['by its actions', { Actions: actions }, [`POST ${INSERT}`, `POST ${EJECT}`]],
    ['by an edit, where it has no actions', {}, [`PATCH ${SLOT}`, `PATCH ${SLOT}`]],
  ])('is put in and taken out %s', async (_title, more, lines) => {
    const { client, now, changes } = await resourceOf(SLOT, { Image: '', Inserted: false, ...more }, doing)
    await insertMedia(client, slotOf({ Image: '', Inserted: false, ...more }), IMAGE, soon())
    expect(now()).toMatchObject({ Image: IMAGE, Inserted: true })
    await ejectMedia(client, slotOf({ Image: IMAGE, Inserted: true, ...more }), soon())
    expect(now()).toMatchObject({ Inserted: false })
    expect(changes().map(([line]) => line)).toEqual(lines)
  })

  it('in already, or empty already: nothing is sent; another one is taken out first', async () => {
    const inserted = { Image: IMAGE, Inserted: true, Actions: actions }
    const { client, changes } = await resourceOf(SLOT, inserted, doing)
    await insertMedia(client, slotOf(inserted), IMAGE, soon())
    await ejectMedia(client, slotOf({ Image: null, Inserted: null, Actions: actions }), soon())
    expect(changes()).toEqual([])
    await insertMedia(client, slotOf({ ...inserted, Image: 'https://images.example/old.iso' }), IMAGE, soon())
    expect(changes().map(([line]) => line)).toEqual([`POST ${EJECT}`, `POST ${INSERT}`])
  })

  it('goes into the drive for discs', () => {
    const floppy = slotOf({ MediaTypes: ['Floppy', 'USBStick'] })
    expect(discDrive([floppy, slotOf({})])).toEqual(slotOf({}))
    expect(() => discDrive([floppy])).toThrow('no drive for images of discs')
  })
})
