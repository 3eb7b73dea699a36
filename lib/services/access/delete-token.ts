import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'

/** Revokes: the token stays in the list, so that what it did can be told. Revoking it again changes nothing. */
export async function deleteToken(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'access.delete-token', null)
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM api_tokens WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.db.apiToken.findUnique({
      where: { id: input.id },
      select: { id: true, name: true, version: true, revokedAt: true },
    })
    if (row === null) throw notFound('token', input.id)
    checkVersion('token', row.name, row.version, input.ifMatch)
    if (row.revokedAt !== null) return
    await tx.db.apiToken.update({
      where: { id: row.id },
      data: { revokedAt: tx.clock(), version: { increment: 1 } },
    })
    await recordAudit(tx, {
      action: 'access.delete-token',
      entity: 'token',
      key: row.id,
      detail: { name: row.name },
    })
  })
}
