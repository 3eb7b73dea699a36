import { z } from 'zod'
import { type Deadline, HardwareError } from '../../hardware-driver'
import { readResource } from './read-resource'
import type { RedfishClient } from './redfish-client'

const action = z.object({ target: z.string() })
export const virtualMedia = z.object({
  '@odata.id': z.string(),
  MediaTypes: z.array(z.string()).nullish(),
  Image: z.string().nullish(),
  Inserted: z.boolean().nullish(),
  Actions: z
    .object({ '#VirtualMedia.InsertMedia': action.optional(), '#VirtualMedia.EjectMedia': action.optional() })
    .nullish(),
})
export type VirtualMedia = z.output<typeof virtualMedia>

/** Those for images of discs; what is in the others is not ours. */
export function discDrives(slots: readonly VirtualMedia[]): VirtualMedia[] {
  return slots.filter(({ MediaTypes }) => MediaTypes?.some((type) => type === 'CD' || type === 'DVD'))
}

/** The drive for images of discs; of several the first. Throws `HardwareError` where there is none. */
export function discDrive(slots: readonly VirtualMedia[]): VirtualMedia {
  const [found] = discDrives(slots)
  if (found === undefined) throw new HardwareError('refused', 'it has no drive for images of discs.')
  return found
}

/** Puts the image in, where it is not in already; another one is taken out first. Read back. */
export async function insertMedia(
  client: RedfishClient,
  slot: VirtualMedia,
  image: string,
  deadline: Deadline,
): Promise<void> {
  if (holds(slot, image)) return
  await ejectMedia(client, slot, deadline)
  const target = slot.Actions?.['#VirtualMedia.InsertMedia']?.target
  const body = { Image: image, Inserted: true, WriteProtected: true }
  if (target === undefined) await client.patch(slot['@odata.id'], body, deadline)
  else await client.post(target, body, deadline)
  if (!holds(await readResource(client, slot['@odata.id'], virtualMedia, deadline), image)) {
    throw new HardwareError('refused', `it took ${image}, and does not hold it.`)
  }
}

/** Takes out what is in, whatever that is. Read back. */
export async function ejectMedia(client: RedfishClient, slot: VirtualMedia, deadline: Deadline): Promise<void> {
  if (isEmpty(slot)) return
  const target = slot.Actions?.['#VirtualMedia.EjectMedia']?.target
  if (target === undefined) await client.patch(slot['@odata.id'], { Image: null, Inserted: false }, deadline)
  else await client.post(target, {}, deadline)
  if (!isEmpty(await readResource(client, slot['@odata.id'], virtualMedia, deadline))) {
    throw new HardwareError('refused', 'it was told to eject its disc, and still holds it.')
  }
}

function holds({ Image, Inserted }: VirtualMedia, image: string): boolean {
  return Inserted !== false && Image === image
}

function isEmpty({ Image, Inserted }: VirtualMedia): boolean {
  // Some do not say whether something is in: then the address does.
  return Inserted === false || (Inserted !== true && !Image)
}
