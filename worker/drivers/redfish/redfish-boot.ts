import { z } from 'zod'
import { type Deadline, HardwareError } from '../../hardware-driver'
import { readResource } from './read-resource'
import type { RedfishClient } from './redfish-client'

/** What of a ComputerSystem has to do with what it starts from. */
export const bootParts = {
  Boot: z
    .object({
      BootSourceOverrideEnabled: z.string().nullish(),
      BootSourceOverrideTarget: z.string().nullish(),
      HttpBootUri: z.string().nullish(),
      'BootSourceOverrideEnabled@Redfish.AllowableValues': z.array(z.string()).optional(),
      'BootSourceOverrideTarget@Redfish.AllowableValues': z.array(z.string()).optional(),
    })
    .nullish(),
}
const booted = z.object({ '@odata.id': z.string(), ...bootParts })
export type BootedSystem = z.output<typeof booted>

export type BootSource = 'Cd' | 'Pxe' | 'UefiHttp'

/** Can it be told the address of what it starts from over HTTP? */
export function takesHttpBoot({ Boot }: BootedSystem): boolean {
  const sources = Boot?.['BootSourceOverrideTarget@Redfish.AllowableValues'] ?? []
  return Boot?.HttpBootUri !== undefined && sources.includes('UefiHttp')
}

/**
 * Has the next start, and only that, come from the source. Returns `once`, or `until-cleared` where the service knows no
 * "once": then `clearBoot` has to follow. Set already, nothing is sent. Read back.
 * @param address of what UefiHttp starts
 */
export async function bootNextFrom(
  client: RedfishClient,
  system: BootedSystem,
  source: BootSource,
  deadline: Deadline,
  address?: string,
): Promise<'once' | 'until-cleared'> {
  const { Boot } = system
  const sources = Boot?.['BootSourceOverrideTarget@Redfish.AllowableValues']
  if (!Boot || (sources !== undefined && !sources.includes(source))) {
    const known = sources === undefined ? '' : `: it only knows ${sources.join(', ')}`
    throw new HardwareError('refused', `it can not be told to start from ${source}${known}.`)
  }
  const ways = Boot['BootSourceOverrideEnabled@Redfish.AllowableValues']
  const enabled = ways === undefined || ways.includes('Once') ? 'Once' : 'Continuous'
  if (!isSet(system, source, enabled, address)) {
    const uri = address === undefined ? {} : { HttpBootUri: address }
    const override = { BootSourceOverrideEnabled: enabled, BootSourceOverrideTarget: source, ...uri }
    await client.patch(system['@odata.id'], { Boot: override }, deadline)
    if (!isSet(await readResource(client, system['@odata.id'], booted, deadline), source, enabled, address)) {
      throw new HardwareError('refused', `it was told to start from ${source}, and does not say that it will.`)
    }
  }
  return enabled === 'Once' ? 'once' : 'until-cleared'
}

/** What it starts from by itself is all that counts again. Read back. */
export async function clearBoot(client: RedfishClient, system: BootedSystem, deadline: Deadline): Promise<void> {
  if (isCleared(system)) return
  const override = { BootSourceOverrideEnabled: 'Disabled', BootSourceOverrideTarget: 'None' }
  await client.patch(system['@odata.id'], { Boot: override }, deadline)
  if (!isCleared(await readResource(client, system['@odata.id'], booted, deadline))) {
    throw new HardwareError('refused', 'it was told to start from its own disks again, and does not say that it will.')
  }
}

function isSet({ Boot }: BootedSystem, source: BootSource, enabled: string, address: string | undefined): boolean {
  if (address !== undefined && Boot?.HttpBootUri !== address) return false
  return Boot?.BootSourceOverrideEnabled === enabled && Boot.BootSourceOverrideTarget === source
}

function isCleared({ Boot }: BootedSystem): boolean {
  return !Boot?.BootSourceOverrideEnabled || Boot.BootSourceOverrideEnabled === 'Disabled'
}
