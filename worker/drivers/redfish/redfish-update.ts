import { z } from 'zod'
import { HardwareError } from '../../hardware-driver'
import type { Answer, RedfishClient } from './redfish-client'
import { messagesIn } from './redfish-error'

const simpleUpdate = z.object({
  Actions: z.object({ '#UpdateService.SimpleUpdate': z.object({ target: z.string() }) }),
})
const task = z.looseObject({
  '@odata.id': z.string(),
  TaskState: z.string(),
  TaskStatus: z.string().nullish(),
  PercentComplete: z.number().nullish(),
  TaskMonitor: z.string().nullish(),
  Messages: z.unknown(),
})

/** Where an update can be followed: its task or its monitor; null where the service gives neither. */
export type Followed = string | null

export type Progress =
  | { state: 'running'; percent: number | null }
  | { state: 'done' }
  /** `error`: in the words of the service. */
  | { state: 'failed'; error: string }
  /** The service knows no such task any more: what came of it has to be read from the machine. */
  | { state: 'unknown' }

const RUNNING = new Set(['New', 'Starting', 'Running', 'Suspended', 'Pending', 'Stopping', 'Service', 'Cancelling'])

/** Has the service fetch the image and flash it. `service`: the update service's path; `targets`: inventory items, where it takes them. */
export async function startUpdate(
  client: RedfishClient,
  service: string,
  image: { address: string; targets?: readonly string[] },
  deadline: Date,
): Promise<Followed> {
  const offered = simpleUpdate.safeParse((await client.get(service, deadline)).body)
  if (!offered.success) throw new HardwareError('refused', 'it takes no firmware by address (SimpleUpdate).')
  const { target } = offered.data.Actions['#UpdateService.SimpleUpdate']
  const protocol = new URL(image.address).protocol.replace(':', '').toUpperCase()
  const body = {
    ImageURI: image.address,
    TransferProtocol: protocol,
    ...(image.targets === undefined ? {} : { Targets: image.targets }),
  }
  return followedBy(await client.post(target, body, deadline))
}

/** The Location first: a monitor answers with the outcome itself. */
function followedBy({ location, body }: Answer): Followed {
  if (location !== undefined) return location
  const made = task.partial().safeParse(body)
  return made.data?.TaskMonitor ?? made.data?.['@odata.id'] ?? null
}

/** Of a task (its state), or of a monitor (202 until it is over, then the outcome, DSP0266 12.2). */
export async function readProgress(client: RedfishClient, followed: string, deadline: Date): Promise<Progress> {
  const answer = await client.ask(followed, deadline)
  const { status, body } = answer
  if (status === 404 || status === 410) return { state: 'unknown' }
  const known = task.safeParse(body)
  if (known.success) return progressOf(known.data)
  if (status === 202) return { state: 'running', percent: null }
  if (status < 300) return { state: 'done' }
  return { state: 'failed', error: messagesIn(body).join(' ') || `it ended with status ${status}.` }
}

function progressOf({ TaskState, TaskStatus, PercentComplete, Messages }: z.output<typeof task>): Progress {
  if (RUNNING.has(TaskState)) return { state: 'running', percent: PercentComplete ?? null }
  if (TaskState === 'Completed' && (!TaskStatus || TaskStatus === 'OK')) return { state: 'done' }
  const words = messagesIn({ error: { '@Message.ExtendedInfo': Messages } }).join(' ')
  return { state: 'failed', error: words || `its task ended as ${TaskState}${TaskStatus ? `, ${TaskStatus}` : ''}.` }
}
