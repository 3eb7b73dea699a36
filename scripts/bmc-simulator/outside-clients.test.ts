import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedMachine } from './machine'
import { BmcService } from './service'

const run = promisify(execFile)
/** Debian's: another python3 may stand before it in PATH, and does not see Debian's packages. */
const PYTHON = '/usr/bin/python3'
const INSTALL_MS = 300_000

// Clients that nobody here wrote: Debian's python3-sushy (OpenStack's) and redfishtool (DMTF's). They are used where they are
// installed; a CI machine installs them, a developer's machine is left as it is.
const hasThem = works() || (process.env.CI !== undefined && installed())

const services: BmcService[] = []
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()))
})

describe.skipIf(!hasThem)('a simulated BMC (skipped without: apt-get install python3-sushy redfishtool)', () => {
  it('is driven by sushy: power, boot, disc, firmware', async () => {
    const { address, machine } = await simulated()
    const { stdout } = await run(PYTHON, ['-c', SUSHY, address])
    expect(JSON.parse(stdout)).toEqual({
      serial: 'SIM-1',
      power: 'On',
      disc: ['http://images.example/a.iso', true, false],
      before: [
        ['iLO 5', '2.44'],
        ['System ROM', '2.40'],
      ],
      after: [
        ['iLO 5', '2.44'],
        ['System ROM', '2.60'],
      ],
    })
    expect(machine.log.map(({ what }) => what)).toEqual([
      'reset On',
      'is on',
      'boot override Once Cd',
      'disc in: http://images.example/a.iso',
      'disc out: http://images.example/a.iso',
      'flash System ROM 2.40 to 2.60 begins',
      'flash System ROM to 2.60 is done',
    ])
  })

  it('is read and switched by redfishtool', async () => {
    const { address, machine } = await simulated()
    const to = ['-r', address.replace('http://', ''), '-u', 'root', '-p', 'calvin', '-S', 'Never', 'Systems', '-1']
    const { stdout } = await run('redfishtool', to)
    expect(JSON.parse(stdout)).toMatchObject({ SerialNumber: 'SIM-1', PowerState: 'Off' })
    await run('redfishtool', [...to, 'reset', 'On'])
    expect(machine.powerState).toBe('On')
  })
})

async function simulated(): Promise<{ address: string; machine: SimulatedMachine }> {
  const machine = new SimulatedMachine(
    {
      serial: 'SIM-1',
      manufacturer: 'Simulated',
      model: 'ProLiant DL360 Gen10',
      ...{ processors: 2, coresEach: 16, dimms: 4, gibEach: 32 },
      drives: [{ name: 'NVMe 0', bytes: 1_920_383_410_176 }],
      firmware: [
        { name: 'iLO 5', version: '2.44' },
        { name: 'System ROM', version: '2.40' },
      ],
    },
    { update: 0, powerOn: 0, shutdown: 0, install: 1_000, erase: 100, slow: 0 },
  )
  const service = new BmcService(machine, { username: 'root', password: 'calvin' })
  services.push(service)
  return { machine, address: await service.listen('127.0.0.1', 0) }
}

function works(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import sushy'], { stdio: 'ignore' })
    execFileSync('redfishtool', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    // Not installed: then they are skipped, which the report says.
    return false
  }
}

function installed(): boolean {
  try {
    const options = { stdio: 'ignore', timeout: INSTALL_MS } as const
    execFileSync('apt-get', ['install', '-y', '-qq', 'python3-sushy', 'redfishtool'], options)
  } catch {
    // No Debian, no right to install, or nothing to install from.
    return false
  }
  return works()
}

const SUSHY = `
import json, sys, sushy
root = sushy.Sushy(sys.argv[1], username='root', password='calvin')
system = root.get_system_collection().get_members()[0]
system.reset_system(sushy.RESET_ON)
system.refresh()
system.set_system_boot_options(sushy.BOOT_SOURCE_TARGET_CD, enabled=sushy.BOOT_SOURCE_ENABLED_ONCE)
disc = root.get_manager_collection().get_members()[0].virtual_media.get_members()[0]
disc.insert_media('http://images.example/a.iso')
disc.refresh()
seen = [disc.image, disc.inserted]
disc.eject_media()
disc.refresh()
versions = lambda: [[item.name, item.version] for item in root.get_update_service().firmware_inventory.get_members()]
before = versions()
update = root.get_update_service()
update.simple_update('http://images.example/rom_2.60.bin', targets=[update.firmware_inventory.members_identities[1]])
print(json.dumps({
  'serial': system.json['SerialNumber'], 'power': system.json['PowerState'], 'disc': seen + [disc.inserted],
  'before': before, 'after': versions(),
}))
`
