import type { z } from 'zod'
import type { LastEdit, listEditsEndpoint } from '../../contracts/audit/edit'
import type { Ctx } from '../../db/context'
import { datacentersFor } from '../../domain/access/permissions'
import { SHARED_READS } from '../../domain/edits/shared-things'
import { lastEdits } from './last-edits'

/** Who changed each field of a thing last: for whoever may read it, also without the audit log. Nothing of what is not there. */
export async function listEdits(
  ctx: Ctx,
  input: z.output<typeof listEditsEndpoint.query>,
): Promise<{ items: LastEdit[] }> {
  return {
    items: await lastEdits(ctx, { ...input, within: datacentersFor(ctx.actor.grants, SHARED_READS[input.entity]) }),
  }
}
