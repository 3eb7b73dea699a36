import { z } from 'zod'
import { type Deadline, HardwareError, type HardwareTask, type Started } from '../../hardware-driver'
import { readResource } from './read-resource'
import type { Answer, RedfishClient } from './redfish-client'
import { messagesIn } from './redfish-error'

const simpleUpdate = z.object({
  Actions: z.object({
    '#UpdateService.SimpleUpdate': z.object({ target: z.string(), '@Redfish.ActionInfo': z.string().optional() }),
  }),
})
const task = z.looseObject({
  '@odata.id': z.string(),
  TaskState: z.string(),
  TaskStatus: z.string().nullish(),
  PercentComplete: z.number().nullish(),
  TaskMonitor: z.string().nullish(),
  Messages: z.unknown(),
})

const actionInfo = z.object({ Parameters: z.array(z.object({ Name: z.string() })) })

/** While it runs and the service does not say how long to wait. */
const LOOK_AGAIN_MS = 1000

const RUNNING = new Set(['New', 'Starting', 'Running', 'Suspended', 'Pending', 'Stopping', 'Service', 'Cancelling'])

/**
 * Has the service fetch the image and flash it. `service`: the update service's path; `targets`: inventory items, told only
 * to services that say they take them.
 */
export async function startUpdate(
  client: RedfishClient,
  service: string,
  image: { address: string; targets: readonly string[] },
  deadline: Deadline,
): Promise<Started> {
  const offered = simpleUpdate.safeParse((await client.get(service, deadline)).body)
  if (!offered.success) throw new HardwareError('refused', 'it takes no firmware by address (SimpleUpdate).')
  const { target, '@Redfish.ActionInfo': info } = offered.data.Actions['#UpdateService.SimpleUpdate']
  const takes = info === undefined ? [] : (await readResource(client, info, actionInfo, deadline)).Parameters
  const protocol = new URL(image.address).protocol.replace(':', '').toUpperCase()
  const body = {
    ImageURI: image.address,
    TransferProtocol: protocol,
    ...(image.targets.length > 0 && takes.some(({ Name }) => Name === 'Targets') ? { Targets: image.targets } : {}),
  }
  return startedBy(await client.post(target, body, deadline))
}

/** How what an action started can be followed. The Location first: a monitor answers with the outcome itself. */
export function startedBy({ location, body, headers }: Answer): Started {
  const made = task.partial().safeParse(body)
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return {
    task: location ?? made.data?.TaskMonitor ?? made.data?.['@odata.id'] ?? null,
    pollAfterMs: Number.isFinite(seconds) ? seconds * 1000 : LOOK_AGAIN_MS,
  }
}

/** Of a task (its state), or of a monitor (202 until it is over, then the outcome, DSP0266 12.2). */
export async function readProgress(client: RedfishClient, followed: string, deadline: Deadline): Promise<HardwareTask> {
  const answer = await client.ask(followed, deadline)
  const { status, body } = answer
  if (status === 404 || status === 410) return { state: 'unknown' }
  const known = task.safeParse(body)
  if (known.success) return progressOf(known.data)
  if (status === 202) return { state: 'running', percent: undefined }
  if (status < 300) return { state: 'done' }
  return { state: 'failed', error: messagesIn(body).join(' ') || `it ended with status ${status}.` }
}

function progressOf({ TaskState, TaskStatus, PercentComplete, Messages }: z.output<typeof task>): HardwareTask {
  if (RUNNING.has(TaskState)) return { state: 'running', percent: PercentComplete ?? undefined }
  if (TaskState === 'Completed' && (!TaskStatus || TaskStatus === 'OK')) return { state: 'done' }
  const words = messagesIn({ error: { '@Message.ExtendedInfo': Messages } }).join(' ')
  return { state: 'failed', error: words || `its task ended as ${TaskState}${TaskStatus ? `, ${TaskStatus}` : ''}.` }
}
