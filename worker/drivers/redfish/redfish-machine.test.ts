import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { closeScriptedBmcs, readOnly, scriptedBmc } from '@/lib/testing/scripted-bmc'
import { RedfishClient } from './redfish-client'
import { RedfishMachine } from './redfish-machine'

const TREE = '../shared/fixtures/redfish-tree-hpe-dl360-gen10plus'

afterEach(closeScriptedBmcs)

const soon = () => new Date(Date.now() + 10_000)

async function machineOf(resource: (path: string) => object | string | undefined) {
  const bmc = await scriptedBmc(readOnly(resource))
  const client = new RedfishClient({ address: bmc.address, username: 'root', password: 'calvin' })
  return { machine: new RedfishMachine(client), lines: bmc.lines }
}

// A real machine's tree, recorded; not part of the repository.
describe.skipIf(!existsSync(TREE))('a ProLiant DL360 Gen10 Plus (skipped where its tree is absent)', () => {
  const recorded = (path: string) => {
    const file = join(TREE, path.split('?')[0] ?? '', 'index.json')
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined
  }

  it('is known by its serial number and has what is built in', async () => {
    const { machine } = await machineOf(recorded)
    expect(await machine.identify(soon())).toEqual({
      serial: 'MXQ2390RHW',
      product: 'ProLiant DL360 Gen10 Plus - SIMULATED',
    })
    // The recording leaves the storage out.
    expect(await machine.readInventory(soon())).toMatchObject({ cpuCores: 24, ramGb: 192, disks: null })
    expect(await machine.readProblems(soon())).toEqual([])
  })

  it('has its drive for discs under its manager, and nothing in it to take out', async () => {
    const { machine, lines } = await machineOf(recorded)
    await machine.restoreBoot(soon())
    expect(lines()).toContain('GET /redfish/v1/Managers/1/VirtualMedia/2')
    // Read only: what it would change is refused.
    await expect(machine.bootFromDisc('https://images.example/a.iso', soon())).rejects.toMatchObject({
      kind: 'refused',
    })
    expect(lines().at(-1)).toBe('POST /redfish/v1/Managers/1/VirtualMedia/2/Actions/VirtualMedia.InsertMedia')
  })

  it('tells each of its firmwares once', async () => {
    const { machine } = await machineOf(recorded)
    const items = await machine.readFirmware(soon())
    const firmware = items.map(({ component, version }) => ({ component, version }))
    expect(firmware).toHaveLength(20)
    expect(firmware).toEqual(
      expect.arrayContaining([
        { component: 'iLO 5', version: '3.11 Feb 25 2025' },
        { component: 'System ROM', version: 'U46 v2.34 (03/11/2025)' },
        { component: 'Redundant System ROM', version: 'U46 v1.80 (07/05/2023)' },
        { component: 'Power Supply Firmware', version: '2.00' },
      ]),
    )
  })
})

/** Another vendor's ways: other ids, slashes at the end, pages, several disks, firmware that is only kept to go back to. */
const other: Record<string, object> = {
  '/redfish/v1/': {
    Systems: { '@odata.id': '/redfish/v1/Systems/' },
    UpdateService: { '@odata.id': '/redfish/v1/UpdateService/' },
  },
  '/redfish/v1/Systems/': { Members: [{ '@odata.id': '/redfish/v1/Systems/System.Embedded.1/' }] },
  '/redfish/v1/Systems/System.Embedded.1/': {
    '@odata.id': '/redfish/v1/Systems/System.Embedded.1/',
    SerialNumber: ' CN7475163H0042 ',
    Model: 'PowerEdge R640',
    SystemType: 'Physical',
    Status: { Health: 'Critical', HealthRollup: 'Critical' },
    ProcessorSummary: { CoreCount: 40 },
    Memory: { '@odata.id': '/redfish/v1/Systems/System.Embedded.1/Memory/' },
    Storage: { '@odata.id': '/redfish/v1/Systems/System.Embedded.1/Storage/' },
  },
  '/redfish/v1/Systems/System.Embedded.1/Memory/': {
    Members: [{ '@odata.id': '/dimm/A1' }],
    'Members@odata.nextLink': '/redfish/v1/Systems/System.Embedded.1/Memory/?$skip=1',
  },
  '/redfish/v1/Systems/System.Embedded.1/Memory/?$skip=1': {
    Members: [{ '@odata.id': '/dimm/A2' }, { '@odata.id': '/dimm/gone' }],
  },
  '/dimm/A1': { CapacityMiB: 32_768 },
  '/dimm/A2': { CapacityMiB: 32_768 },
  '/redfish/v1/Systems/System.Embedded.1/Storage/': {
    Members: [{ '@odata.id': '/storage/PCIeSSD' }, { '@odata.id': '/storage/AHCI' }],
  },
  '/storage/PCIeSSD': { Drives: [{ '@odata.id': '/drive/1' }, { '@odata.id': '/drive/2' }] },
  '/storage/AHCI': { Drives: [{ '@odata.id': '/drive/2' }, { '@odata.id': '/drive/gone' }] },
  '/drive/1': { Id: 'Disk.Bay.0', Name: 'PCIe SSD in Slot 0', CapacityBytes: 3_840_755_982_336 },
  '/drive/2': { Id: 'Disk.Bay.1', Name: null, CapacityBytes: 480_103_981_056 },
  '/redfish/v1/UpdateService/': { FirmwareInventory: { '@odata.id': '/firmware' } },
  '/firmware': {
    Members: ['Installed-1__BIOS', 'Previous-1__BIOS', 'Installed-2__NIC.1', 'Installed-2__NIC.2', 'Installed-3'].map(
      (id) => ({ '@odata.id': `/firmware/${id}` }),
    ),
  },
  '/firmware/Installed-1__BIOS': { Id: 'Installed-1__BIOS', Name: 'BIOS', Version: '2.10.2' },
  '/firmware/Previous-1__BIOS': { Id: 'Previous-1__BIOS', Name: 'BIOS', Version: '2.9.3' },
  '/firmware/Installed-2__NIC.1': { Id: 'Installed-2__NIC.1', Name: 'NIC', Version: '21.5' },
  '/firmware/Installed-2__NIC.2': { Id: 'Installed-2__NIC.2', Name: 'NIC', Version: '21.6' },
  '/firmware/Installed-3': { Id: 'Installed-3', Name: 'Unversioned', Version: null },
}

describe('another machine', () => {
  it('is found by its links, whatever they look like', async () => {
    const { machine } = await machineOf((path) => other[path])
    expect(await machine.identify(soon())).toEqual({ serial: 'CN7475163H0042', product: 'PowerEdge R640' })
    expect(await machine.readInventory(soon())).toEqual({
      cpuCores: 40,
      ramGb: 64,
      disks: [
        { id: '/drive/1', name: 'PCIe SSD in Slot 0', gb: 3841 },
        { id: '/drive/2', name: 'Disk.Bay.1', gb: 480 },
      ],
    })
    expect(await machine.readProblems(soon())).toEqual(['The BMC reports the health of the system as Critical.'])
    expect(await machine.readFirmware(soon())).toEqual([
      { component: 'BIOS', version: '2.10.2' },
      { component: 'NIC (Installed-2__NIC.1)', version: '21.5' },
      { component: 'NIC (Installed-2__NIC.2)', version: '21.6' },
    ])
  })

  it('gives a collection in one answer where it says it can', async () => {
    const processors = '/redfish/v1/Systems/Self/Processors'
    const tree: Record<string, object> = {
      '/redfish/v1/': {
        Systems: { '@odata.id': '/redfish/v1/Systems' },
        ProtocolFeaturesSupported: { ExpandQuery: { NoLinks: true } },
      },
      '/redfish/v1/Systems?$expand=.': {
        Members: [
          { '@odata.id': '/redfish/v1/Systems/Self', SerialNumber: 'S1', Processors: { '@odata.id': processors } },
        ],
      },
      [`${processors}?$expand=.`]: {
        Members: [
          { '@odata.id': `${processors}/1`, ProcessorType: 'CPU', TotalCores: 32, Status: { State: 'Enabled' } },
          { '@odata.id': `${processors}/2`, ProcessorType: 'CPU', TotalCores: 32, Status: { State: 'Absent' } },
          { '@odata.id': `${processors}/3`, ProcessorType: 'GPU', TotalCores: 6912, Status: { State: 'Enabled' } },
        ],
      },
    }
    const { machine, lines } = await machineOf((path) => tree[path])
    expect(await machine.readInventory(soon())).toMatchObject({ cpuCores: 32, disks: null })
    expect(lines()).not.toContain('GET /redfish/v1/Systems/Self')
  })

  it('is read member by member where it says it can and then does not', async () => {
    const root = { ...other['/redfish/v1/'], ProtocolFeaturesSupported: { ExpandQuery: { ExpandAll: true } } }
    const { machine, lines } = await machineOf((path) => (path === '/redfish/v1/' ? root : other[path]))
    expect(await machine.identify(soon())).toMatchObject({ serial: 'CN7475163H0042' })
    expect(lines()).toContain('GET /redfish/v1/Systems/?$expand=*')
  })

  it.each<[string, Record<string, object>, string]>([
    [
      'two machines behind one BMC',
      {
        '/redfish/v1/Systems/': { Members: [{ '@odata.id': '/a' }, { '@odata.id': '/b' }] },
        '/a': { '@odata.id': '/a', SerialNumber: 'A' },
        '/b': { '@odata.id': '/b', SerialNumber: 'B' },
      },
      'it manages 2 machines, not one: /a, /b.',
    ],
    [
      'a number that is none',
      { '/redfish/v1/Systems/': { Members: 'none' } },
      'what it says of /redfish/v1/Systems/ is not as Redfish has it at Members.',
    ],
    [
      'no resource where a link leads that there has to be',
      { '/redfish/v1/': { Systems: { '@odata.id': '/nowhere' } } },
      'it answered with status 404.',
    ],
  ])('%s: refused in words', async (_title, changed, words) => {
    const { machine } = await machineOf((path) => ({ ...other, ...changed })[path])
    await expect(machine.identify(soon())).rejects.toMatchObject({ kind: 'refused', message: words })
  })
})
