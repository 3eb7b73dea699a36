/**
 * `npm run audit:verify [-- --expect HASH]`: says how far the audit log is sealed and whether it is as it was sealed. Ends with 1
 * where it is not, or where no seal has the hash that was written down earlier.
 */
import { parseArgs } from 'node:util'
import { makeContext, SYSTEM } from '@/lib/services/access/make-context'
import { type AuditVerdict, verifyAudit } from '@/lib/services/audit/verify-audit'
import { stage } from './progress'

const { values } = parseArgs({ options: { expect: { type: 'string' } } })
const ctx = makeContext({ actor: SYSTEM, requestId: 'audit:verify' })
try {
  const verdict = await stage('audit log against its seals', () => verifyAudit(ctx, { expected: values.expect }))
  for (const line of words(verdict)) console.log(line)
  process.exitCode = verdict.broken === null ? 0 : 1
} finally {
  await ctx.db.$disconnect()
}

function words({ head, broken, seals, entries, unsealed }: AuditVerdict): string[] {
  const lines =
    head === null
      ? ['Nothing is sealed yet.']
      : [
          `${entries} entries under ${seals} seals are as they were sealed, the last at ${head.sealedAt.toISOString()}, to entry ${head.untilId}.`,
          `The last seal's hash: ${head.hash}`,
          'Write it down elsewhere: --expect HASH asks for it later.',
        ]
  if (broken === null) return [...lines, `${unsealed} entries are newer than the last seal.`]
  const { why, seal } = broken
  if (seal === null) return [...lines, `BROKEN: ${why}. The log was sealed anew.`]
  const { number, afterId, untilId, sealedAt } = seal
  return [
    ...lines,
    `BROKEN: seal ${number} (entries ${afterId + 1n} to ${untilId}, ${sealedAt.toISOString()}): ${why}.`,
  ]
}
