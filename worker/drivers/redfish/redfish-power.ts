import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Deadline, HardwareError } from '../../hardware-driver'
import { readResource } from './read-resource'
import type { RedfishClient } from './redfish-client'

export type PowerAction = 'on' | 'off' | 'reset'

/** What of a ComputerSystem has to do with its power. */
export const powerParts = {
  PowerState: z.enum(['On', 'Off', 'PoweringOn', 'PoweringOff', 'Paused']).nullish(),
  Actions: z
    .object({
      '#ComputerSystem.Reset': z
        .object({
          target: z.string(),
          'ResetType@Redfish.AllowableValues': z.array(z.string()).optional(),
          '@Redfish.ActionInfo': z.string().optional(),
        })
        .optional(),
    })
    .nullish(),
}
const powered = z.object({ '@odata.id': z.string(), ...powerParts })
export type PoweredSystem = z.output<typeof powered>
const actionInfo = z.object({
  Parameters: z.array(z.object({ Name: z.string(), AllowableValues: z.array(z.string()).optional() })),
})

/** Of several ways to the same end the first that the service takes. Off is off: an operating system is not asked. */
const WAYS: Readonly<Record<PowerAction, readonly string[]>> = {
  on: ['On', 'ForceOn', 'PushPowerButton'],
  off: ['ForceOff', 'PushPowerButton'],
  reset: ['ForceRestart', 'PowerCycle', 'GracefulRestart'],
}
const LOOK_AGAIN_MS = 500

/**
 * Switches it, and returns the state that it then says it has. What is on or off already is left alone; a reset of what is off
 * switches it on. Throws `HardwareError`: refused in the service's words, unreachable where it had not got there by the deadline.
 */
export async function setPower(
  client: RedfishClient,
  system: PoweredSystem,
  action: PowerAction,
  deadline: Deadline,
): Promise<'on' | 'off'> {
  const wanted = action === 'off' ? 'off' : 'on'
  const state = stateOf(system)
  if (action === 'reset' ? state === 'off' : state !== wanted) {
    await reset(client, system, action === 'reset' ? 'on' : action, wanted, deadline)
  } else if (action === 'reset') await reset(client, system, 'reset', null, deadline)
  return settled(client, system, wanted, deadline)
}

/** `already`: the state that makes a refusal none, as it got there by itself. */
async function reset(
  client: RedfishClient,
  system: PoweredSystem,
  way: PowerAction,
  already: 'on' | 'off' | null,
  deadline: Deadline,
): Promise<void> {
  const offered = system.Actions?.['#ComputerSystem.Reset']
  if (offered === undefined) throw new HardwareError('refused', 'its power can not be switched over Redfish.')
  const allowed = offered['ResetType@Redfish.AllowableValues'] ?? (await listed(client, offered, deadline))
  const type = WAYS[way].find((each) => allowed === null || allowed.includes(each))
  if (type === undefined) {
    throw new HardwareError('refused', `it can not be switched ${way}: it only knows ${allowed?.join(', ')}.`)
  }
  try {
    await client.post(offered.target, { ResetType: type }, deadline)
  } catch (error) {
    const isThere =
      already !== null && stateOf(await readResource(client, system['@odata.id'], powered, deadline)) === already
    if (!(error instanceof HardwareError && error.kind === 'refused' && isThere)) throw error
  }
}

/** Null where the service does not say. */
async function listed(
  client: RedfishClient,
  { '@Redfish.ActionInfo': path }: { '@Redfish.ActionInfo'?: string | undefined },
  deadline: Deadline,
): Promise<string[] | null> {
  const answer = path === undefined ? null : await client.find(path, deadline)
  const info = actionInfo.safeParse(answer?.body)
  return info.data?.Parameters.find(({ Name }) => Name === 'ResetType')?.AllowableValues ?? null
}

/** Until it says that it is there; PoweringOn and PoweringOff are on the way. */
async function settled(
  client: RedfishClient,
  system: PoweredSystem,
  wanted: 'on' | 'off',
  deadline: Deadline,
): Promise<'on' | 'off'> {
  const end = deadline.getTime()
  for (;;) {
    const { PowerState } = await readResource(client, system['@odata.id'], powered, deadline)
    if (PowerState === (wanted === 'on' ? 'On' : 'Off')) return wanted
    if (Date.now() + LOOK_AGAIN_MS >= end) {
      throw new HardwareError('unreachable', `it was told, and still says that it is ${PowerState ?? 'in no state'}.`)
    }
    await sleep(LOOK_AGAIN_MS)
  }
}

function stateOf({ PowerState }: PoweredSystem): 'on' | 'off' | null {
  switch (PowerState) {
    case 'On':
    case 'PoweringOn':
    case 'Paused':
      return 'on'
    case 'Off':
    case 'PoweringOff':
      return 'off'
    default:
      return null
  }
}
