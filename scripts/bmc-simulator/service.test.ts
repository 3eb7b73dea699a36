import { afterEach, describe, expect, it } from 'vitest'
import { RedfishClient } from '@/worker/drivers/redfish/redfish-client'
import { RedfishMachine } from '@/worker/drivers/redfish/redfish-machine'
import { readProgress, startUpdate } from '@/worker/drivers/redfish/redfish-update'
import { type Fault, type Hardware, SimulatedMachine } from './machine'
import { BmcService } from './service'

const credentials = { username: 'root', password: 'calvin' }
const hardware: Hardware = {
  serial: 'SIM-1',
  manufacturer: 'Simulated',
  model: 'ProLiant DL360 Gen10',
  processors: 2,
  coresEach: 16,
  dimms: 4,
  gibEach: 32,
  drives: [{ name: 'NVMe 0', bytes: 1_920_383_410_176 }],
  firmware: [
    { name: 'iLO 5', version: '2.44' },
    { name: 'System ROM', version: '2.40' },
  ],
}
const services: BmcService[] = []
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()))
})
const soon = (ms = 4_000) => new Date(Date.now() + ms)
const IMAGE = 'http://images.example/System%20ROM_2.60.fwpkg'

/** A machine whose clock a test moves, and a client of its BMC. */
async function simulated(...faults: Fault[]) {
  let now = Date.parse('2026-01-01T00:00:00Z')
  const machine = new SimulatedMachine(
    hardware,
    { update: 60_000, powerOn: 30_000, shutdown: 10_000, install: 60_000, erase: 5_000, slow: 3_000 },
    () => now,
  )
  for (const fault of faults) machine.faults.add(fault)
  const service = new BmcService(machine, credentials)
  services.push(service)
  const client = new RedfishClient({ address: await service.listen('127.0.0.1', 0), ...credentials })
  return {
    machine,
    client,
    redfish: new RedfishMachine(client),
    pass: (ms: number) => {
      now += ms
    },
    did: () => machine.log.map(({ what }) => what),
  }
}

const SERVICE = '/redfish/v1/UpdateService'

describe('a simulated BMC, asked by our own client', () => {
  it('tells what is built in', async () => {
    const { redfish } = await simulated()
    expect(await redfish.identify(soon())).toEqual({ serial: 'SIM-1', product: 'ProLiant DL360 Gen10' })
    expect(await redfish.readInventory(soon())).toMatchObject({
      cpuCores: 32,
      ramGb: 128,
      disks: [{ name: 'NVMe 0', gb: 1920 }],
    })
    expect(await redfish.readFirmware(soon())).toMatchObject([
      { component: 'iLO 5', version: '2.44' },
      { component: 'System ROM', version: '2.40' },
    ])
    expect(await redfish.readProblems(soon())).toEqual([])
  })

  it('flashes in its time, once', async () => {
    const { client, redfish, pass, did } = await simulated()
    const { task } = await startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())
    expect(task).toBe('/redfish/v1/TaskService/Tasks/1')
    await expect(startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())).rejects.toMatchObject({
      message: 'Another update is running.',
    })
    pass(30_000)
    expect(await readProgress(client, task ?? '', soon())).toEqual({ state: 'running', percent: 50 })
    expect(await redfish.readFirmware(soon())).toContainEqual(
      expect.objectContaining({ component: 'System ROM', version: '2.40' }),
    )
    pass(30_000)
    expect(await readProgress(client, task ?? '', soon())).toEqual({ state: 'done' })
    expect(await redfish.readFirmware(soon())).toContainEqual(
      expect.objectContaining({ component: 'System ROM', version: '2.60' }),
    )
    expect(did()).toEqual(['flash System ROM 2.40 to 2.60 begins', 'flash System ROM to 2.60 is done'])
  })

  it('starts from a disc, once', async () => {
    const { client, machine, redfish, pass, did } = await simulated()
    expect(await redfish.bootFromDisc('http://images.example/a.iso', soon())).toBe('once')
    expect(machine.reset('On')).toBeNull()
    pass(30_000)
    await client.get('/redfish/v1/Systems/1', soon())
    expect(did()).toContain('started from Cd (http://images.example/a.iso)')
    expect(machine.boot.enabled).toBe('Disabled')
    await redfish.restoreBoot(soon())
    expect(machine.media.image).toBeNull()
  })

  it('is switched on and off, and says so', async () => {
    const { machine, redfish, pass } = await simulated()
    expect(machine.reset('On')).toBeNull()
    expect(machine.powerState).toBe('PoweringOn')
    pass(30_000)
    expect(await redfish.setPower('on', soon())).toBe('on')
    expect(await redfish.setPower('off', soon())).toBe('off')
    expect(machine.reset('ForceOff')).toBe('The system is already powered off.')
  })
})

describe('a fault', () => {
  it.each<[Fault, string, object]>([
    ['errors', 'An internal error occurred.', { kind: 'unreachable' }],
    ['hang', 'it did not answer in time', { kind: 'unreachable' }],
    ['slow', 'it did not answer in time', { kind: 'unreachable' }],
    ['unreachable', 'it dropped the connection', { kind: 'unreachable' }],
    [
      'wrong-credentials',
      'it does not take the credentials: The user name or password is not valid.',
      { kind: 'refused' },
    ],
  ])('%s is told as %j', async (fault, message, more) => {
    const { redfish } = await simulated(fault)
    await expect(redfish.identify(soon(1_000))).rejects.toMatchObject({ message, ...more })
  })

  it('refuse: every action is refused in words', async () => {
    const { client, redfish, did } = await simulated('refuse')
    await expect(startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The image is not signed for this machine.',
    })
    await expect(redfish.bootFromDisc('http://images.example/a.iso', soon())).rejects.toMatchObject({ kind: 'refused' })
    expect(did()).toEqual([])
  })

  it('fail-at-60: the task fails there, and the version stays', async () => {
    const { client, redfish, pass } = await simulated('fail-at-60')
    const { task } = await startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())
    pass(36_000)
    expect(await readProgress(client, task ?? '', soon())).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/60 %/),
    })
    expect(await redfish.readFirmware(soon())).toContainEqual(
      expect.objectContaining({ component: 'System ROM', version: '2.40' }),
    )
  })

  it('old-version: it says that it is done, and only the version read back shows that it is not', async () => {
    const { client, redfish, pass } = await simulated('old-version')
    const { task } = await startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())
    pass(60_000)
    expect(await readProgress(client, task ?? '', soon())).toEqual({ state: 'done' })
    expect(await redfish.readFirmware(soon())).toContainEqual(
      expect.objectContaining({ component: 'System ROM', version: '2.40' }),
    )
  })
})
