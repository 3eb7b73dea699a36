import { type Ctx, inTransaction } from '../../db/context'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { serverModelSelect } from './server-model-view'
import { stillReferenced } from './still-referenced'

export async function deleteServerModel(
  ctx: Ctx,
  input: { slug: string; ifMatch?: readonly number[] | '*' | undefined },
): Promise<void> {
  authorize(ctx, 'inventory.delete-server-model', null)
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM server_models WHERE slug = ${input.slug}::citext FOR UPDATE`
    const row = await tx.db.serverModel.findUnique({ where: { slug: input.slug }, select: serverModelSelect })
    if (row === null) throw notFound('server-model', input.slug)
    checkVersion('server-model', row.slug, row.version, input.ifMatch)
    await tx.db.serverModel
      .delete({ where: { id: row.id } })
      .catch(stillReferenced(`Server model ${row.slug} still has servers, firmware paths or spare parts.`))
    await recordAudit(tx, { action: 'inventory.delete-server-model', entity: 'server-model', key: row.slug })
  })
}
