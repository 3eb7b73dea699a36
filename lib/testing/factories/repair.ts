import { editTicket } from '../../services/tickets/edit-ticket'
import { openTicket } from '../../services/tickets/open-ticket'
import { recordScan } from '../../services/tickets/record-scan'
import type { TestWorld } from '../context'

/** A ticket that somebody took and started, and whose server is confirmed. */
export async function aStartedRepair(
  world: TestWorld,
  given: {
    server: string
    type?: 'REPLACE_DISK' | 'REPLACE_RAM' | 'CHECK_COOLING'
    components?: string[]
    confirmed?: boolean
  },
): Promise<string> {
  const { server, type = 'REPLACE_DISK', components = ['S1'], confirmed = true } = given
  const { number } = await openTicket(world.ctx, { server, type, components })
  await editTicket(world.ctx, { number, status: 'IN_PROGRESS', assignee: 'Rui' })
  if (confirmed) await recordScan(world.ctx, { number, code: server })
  return number
}
