import type { Ctx } from '../../db/context'
import { sealPassword } from '../../db/sealed-password'

const BATCH = 200

/** Seals the passwords of BMCs that a version before this one stored as they are. Returns how many; again, it finds none. */
export async function sealPasswords(ctx: Ctx): Promise<number> {
  let sealed = 0
  for (;;) {
    const found = await ctx.db.server.findMany({
      where: { bmcPassword: { not: null }, NOT: { bmcPassword: { startsWith: 'sealed:' } } },
      select: { id: true, barcode: true, bmcPassword: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    if (found.length === 0) return sealed
    for (const { id, barcode, bmcPassword } of found) {
      if (bmcPassword === null) continue
      // Only if it is still the same: somebody may have typed another one since.
      const { count } = await ctx.db.server.updateMany({
        where: { id, bmcPassword },
        data: { bmcPassword: sealPassword(bmcPassword, barcode) },
      })
      sealed += count
    }
  }
}
