import type { z } from 'zod'
import type { createUserInput, UserView } from '../../contracts/access/user'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { hashPassword } from './password'
import { resolveGrants } from './resolve-grants'
import { grantWords, toUserView, userSelect } from './user-view'

export async function createUser(ctx: Ctx, input: z.output<typeof createUserInput>): Promise<UserView> {
  authorize(ctx, 'access.create-user', null)
  // Slow on purpose: before the transaction, not in it.
  const passwordHash = await hashPassword(input.password)
  return inTransaction(ctx, async (tx) => {
    const grants = await resolveGrants(tx, input.grants)
    const row = await tx.db.user
      .create({
        data: { email: input.email, name: input.name, passwordHash, grants: { create: grants } },
        select: userSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'users_email_key'))
          throw conflict('already-exists', `There is a user ${input.email} already.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'access.create-user',
      entity: 'user',
      key: row.id,
      detail: { email: row.email, grants: grantWords(row) },
    })
    return toUserView(row)
  })
}
