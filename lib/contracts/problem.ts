import { z } from 'zod'

/** RFC 9457 problem details; `code` is stable, `errors` names fields. Refusals add members of their own (blockedBy, conflicts, shortfall, allowed). */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problem>
