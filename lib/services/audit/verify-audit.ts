import type { Ctx } from '../../db/context'
import { NOTHING } from './seal-audit'
import { sealHash } from './seal-hash'

/** How far the audit log is as it was sealed. Hashes in hex. */
export interface AuditVerdict {
  /** Seals that hold, and the entries under them. */
  seals: number
  entries: number
  /** The last seal that holds; null without one. */
  head: { number: number; hash: string; untilId: bigint; sealedAt: Date } | null
  /** Why it is not, and the first seal that does not hold where it is one of them; null where all do. */
  broken: { why: string; seal: { number: number; afterId: bigint; untilId: bigint; sealedAt: Date } | null } | null
  /** Entries after the last seal. */
  unsealed: number
}

const PAGE = 500

/**
 * Goes over all seals from the first and makes each hash anew from the entries. With `expected`, a hash that was written down
 * earlier, that one has to be among them too: a log that was sealed anew from the start is as sound in itself.
 */
export async function verifyAudit(ctx: Ctx, input: { expected?: string | undefined }): Promise<AuditVerdict> {
  const verdict: AuditVerdict = { seals: 0, entries: 0, head: null, broken: null, unsealed: 0 }
  const expected = input.expected?.toLowerCase()
  let found = expected === undefined
  let previous: Uint8Array = NOTHING
  let until = 0n
  for (;;) {
    const page = await ctx.db.auditSeal.findMany({
      where: { number: { gt: verdict.seals } },
      orderBy: { number: 'asc' },
      take: PAGE,
    })
    for (const seal of page) {
      const { number, afterId, untilId, sealedAt } = seal
      const made = await sealHash(ctx.db, { after: afterId, until: untilId }, previous)
      const why = whyBroken(seal, { number: verdict.seals + 1, afterId: until, previous, ...made })
      if (why !== null) return { ...verdict, broken: { why, seal: { number, afterId, untilId, sealedAt } } }
      const hash = Buffer.from(seal.hash).toString('hex')
      found ||= hash === expected
      verdict.seals = number
      verdict.entries += made.entries
      verdict.head = { number, hash, untilId, sealedAt }
      previous = seal.hash
      until = untilId
    }
    if (page.length < PAGE) break
  }
  return {
    ...verdict,
    broken: found ? null : { why: `no seal has the hash ${expected}`, seal: null },
    unsealed: await ctx.db.auditEntry.count({ where: { id: { gt: until } } }),
  }
}

interface Seal {
  number: number
  afterId: bigint
  previous: Uint8Array
  entries: number
  hash: Uint8Array
}

function whyBroken(seal: Seal, made: Seal): string | null {
  if (seal.number !== made.number || seal.afterId !== made.afterId) return `seal ${made.number} is gone`
  if (!same(seal.previous, made.previous)) return 'it does not follow the seal before it'
  if (seal.entries !== made.entries) return `${seal.entries} entries were sealed, ${made.entries} are there`
  return same(seal.hash, made.hash) ? null : 'an entry is not as it was sealed'
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
