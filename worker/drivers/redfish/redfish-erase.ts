import { z } from 'zod'
import { type Deadline, type Disk, HardwareError } from '../../hardware-driver'
import { readResource } from './read-resource'
import type { Answer, RedfishClient } from './redfish-client'

const erasable = z.object({
  Actions: z.object({ '#Drive.SecureErase': z.object({ target: z.string() }) }),
})

/** Has the drive erase itself (Drive.SecureErase). Throws `HardwareError` (refused) for one that can't. */
export async function startErase(client: RedfishClient, disk: Disk, deadline: Deadline): Promise<Answer> {
  const resource = disk.id.startsWith('/') ? await readResource(client, disk.id, z.unknown(), deadline) : null
  const drive = erasable.safeParse(resource)
  if (!drive.success) {
    throw new HardwareError(
      'refused',
      `its disk ${disk.name} can not be erased over Redfish (SecureErase): wipe it by hand.`,
    )
  }
  return client.post(drive.data.Actions['#Drive.SecureErase'].target, {}, deadline)
}
