import type { z } from 'zod'
import type { editTokenInput, TokenView } from '../../contracts/access/user'
import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { tokenSelect, toTokenView } from './token-view'

/** An expiry in the past ends the token at once; null takes the expiry away. */
export async function editToken(
  ctx: Ctx,
  input: z.output<typeof editTokenInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<TokenView> {
  authorize(ctx, 'access.edit-token', null)
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM api_tokens WHERE id = ${input.id}::uuid FOR UPDATE`
    const before = await tx.db.apiToken.findUnique({ where: { id: input.id }, select: tokenSelect })
    if (before === null) throw notFound('token', input.id)
    checkVersion('token', before.name, before.version, input.ifMatch)
    const row = await tx.db.apiToken.update({
      where: { id: before.id },
      data: {
        version: { increment: 1 },
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.expiresAt === undefined
          ? {}
          : { expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt) }),
      },
      select: tokenSelect,
    })
    await recordAudit(tx, {
      action: 'access.edit-token',
      entity: 'token',
      key: row.id,
      detail: {
        name: { from: before.name, to: row.name },
        expiresAt: { from: before.expiresAt?.toISOString() ?? null, to: row.expiresAt?.toISOString() ?? null },
      },
    })
    return toTokenView(row)
  })
}
