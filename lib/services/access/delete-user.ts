import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { keepAnAdmin } from './keep-an-admin'

/** The audit log keeps the name of whoever is deleted; what was theirs alone goes with them. */
export async function deleteUser(
  ctx: Ctx,
  input: { id: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'access.delete-user', null)
  await inTransaction(ctx, (tx) =>
    keepAnAdmin(tx, async () => {
      await tx.db.$queryRaw`SELECT 1 FROM users WHERE id = ${input.id}::uuid FOR UPDATE`
      const row = await tx.db.user.findUnique({
        where: { id: input.id },
        select: { id: true, email: true, name: true, version: true },
      })
      if (row === null) throw notFound('user', input.id)
      checkVersion('user', row.email, row.version, input.ifMatch)
      await tx.db.user.delete({ where: { id: row.id } })
      const owner = `user:${row.id}`
      await tx.db.savedView.deleteMany({ where: { owner } })
      await tx.db.orderSketch.deleteMany({ where: { ownerKey: owner } })
      await recordAudit(tx, {
        action: 'access.delete-user',
        entity: 'user',
        key: row.id,
        detail: { email: row.email, name: row.name },
      })
    }),
  )
}
