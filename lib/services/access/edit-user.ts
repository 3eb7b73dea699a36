import type { z } from 'zod'
import type { editUserInput, UserView } from '../../contracts/access/user'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { checkVersion } from '../../db/versions'
import { notFound } from '../../domain/errors'
import { recordAudit } from '../audit/record-audit'
import { authorize } from './authorize'
import { keepAnAdmin } from './keep-an-admin'
import { hashPassword } from './password'
import { resolveGrants } from './resolve-grants'
import { grantWords, toUserView, userSelect } from './user-view'

type EditUser = z.output<typeof editUserInput> & { id: string; ifMatch?: readonly number[] | '*' | undefined }

/** Grants given replace all that were. The last ADMIN can neither be disabled nor lose the role (`last-admin`). */
export async function editUser(ctx: Ctx, input: EditUser): Promise<UserView> {
  authorize(ctx, 'access.edit-user', null)
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password)
  return inTransaction(ctx, (tx) => keepAnAdmin(tx, () => change(tx, input, passwordHash)))
}

async function change(tx: TxCtx, input: EditUser, passwordHash: string | undefined): Promise<UserView> {
  await tx.db.$queryRaw`SELECT 1 FROM users WHERE id = ${input.id}::uuid FOR UPDATE`
  const before = await tx.db.user.findUnique({ where: { id: input.id }, select: userSelect })
  if (before === null) throw notFound('user', input.id)
  checkVersion('user', before.email, before.version, input.ifMatch)
  const grants = input.grants === undefined ? undefined : await resolveGrants(tx, input.grants)
  const sameState = input.disabled === undefined || input.disabled === (before.disabledAt !== null)
  const row = await tx.db.user.update({
    where: { id: before.id },
    data: {
      version: { increment: 1 },
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(passwordHash === undefined ? {} : { passwordHash }),
      ...(grants === undefined ? {} : { grants: { deleteMany: {}, create: grants } }),
      ...(sameState ? {} : { disabledAt: input.disabled === true ? tx.clock() : null }),
    },
    select: userSelect,
  })
  const detail: Prisma.InputJsonObject = {
    email: row.email,
    ...(row.name === before.name ? {} : { name: { from: before.name, to: row.name } }),
    ...(grants === undefined ? {} : { grants: { from: grantWords(before), to: grantWords(row) } }),
    ...(sameState ? {} : { disabled: input.disabled === true }),
    ...(passwordHash === undefined ? {} : { password: 'changed' }),
  }
  await recordAudit(tx, { action: 'access.edit-user', entity: 'user', key: row.id, detail })
  return toUserView(row)
}
