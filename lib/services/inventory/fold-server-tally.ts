import type { Ctx } from '../../db/context'

/** Folds the counts of servers, which writers only append to. Never waits for another fold. Returns the rows it saved. */
export async function foldServerTally(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ folded: number }[]>`SELECT haas_fold_server_tally() AS folded`
  return rows[0]?.folded ?? 0
}
