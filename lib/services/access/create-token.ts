import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { createdTokenView, createTokenInput } from '../../contracts/access/user'
import { type Ctx, inTransaction } from '../../db/context'
import { invalid } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { hashToken } from './find-actor'
import { tokenSelect, toTokenView } from './token-view'

/** The secret stands in this answer and nowhere else: 256 random bits, of which only the hash is kept. */
export async function createToken(
  ctx: Ctx,
  input: z.output<typeof createTokenInput>,
): Promise<z.input<typeof createdTokenView>> {
  authorize(ctx, 'access.create-token', null)
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt)
  if (expiresAt !== null && expiresAt <= ctx.clock())
    throw invalid({ path: 'expiresAt', message: 'Must lie in the future' })
  const token = `haas_${randomBytes(32).toString('base64url')}`
  return inTransaction(ctx, async (tx) => {
    const row = await tx.db.apiToken.create({
      data: {
        name: input.name,
        role: input.role,
        tokenHash: hashToken(token),
        expiresAt,
        createdBy: tx.actor.name,
        createdAt: tx.clock(),
      },
      select: tokenSelect,
    })
    await recordAudit(tx, {
      action: 'access.create-token',
      entity: 'token',
      key: row.id,
      detail: { name: row.name, role: row.role, expiresAt: expiresAt?.toISOString() ?? null },
    })
    return { ...toTokenView(row), token }
  })
}
