import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { instant, sha256, text, utc } from '../primitives'

export const auditView = z
  .object({
    id: z.string(),
    at: utc,
    actor: z.string(),
    action: z.string(),
    entity: z.string(),
    key: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    reason: z.string().optional(),
    requestId: z.string().optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditView = z.input<typeof auditView>

export const listAuditEndpoint = endpoint({
  method: 'GET',
  path: '/audit',
  operation: 'audit.read',
  tag: 'Audit',
  summary: 'The audit log, newest first',
  query: z.strictObject({
    ...pageQuery,
    entity: anyOf(text(64)),
    key: anyOf(text(128)),
    actor: anyOf(text(200)),
    action: anyOf(text(128)),
    request: anyOf(text(128)),
    of: z
      .string()
      .regex(/^(server|order|ticket):[A-Za-z0-9._:-]{1,64}$/, { message: 'server:, order: or ticket: and its code' })
      .optional()
      .meta({
        description: 'The life of one thing: its own entries and those of what belongs to it',
        example: 'order:ORD-10391',
      }),
    since: instant.optional(),
    until: instant.optional(),
  }),
  success: 200,
  response: page(auditView),
})
export const getAuditEndpoint = endpoint({
  method: 'GET',
  path: '/audit/{id}',
  operation: 'audit.read',
  tag: 'Audit',
  summary: 'One entry',
  params: z.strictObject({ id: z.string().regex(/^[0-9]{1,18}$/, { message: 'A number' }) }),
  success: 200,
  response: auditView,
  refusals: [404],
})

/**
 * Entries with an id over afterId, up to untilId, sealed together: SHA-256 of the hash before it and of each entry (see
 * ARCHITECTURE.md). Who writes down a hash can ask `npm run audit:verify` for it later.
 */
export const auditSealView = z
  .object({
    number: z.int(),
    afterId: z.string(),
    untilId: z.string(),
    entries: z.int(),
    previous: sha256,
    hash: sha256,
    sealedAt: utc,
  })
  .meta({ id: 'AuditSeal' })
export type AuditSealView = z.input<typeof auditSealView>

export const listAuditSealsEndpoint = endpoint({
  method: 'GET',
  path: '/audit-seals',
  operation: 'audit.read',
  tag: 'Audit',
  summary: 'The seals of the audit log, newest first',
  query: z.strictObject({ ...pageQuery }),
  success: 200,
  response: page(auditSealView),
})

export const searchResult = z.object({
  kind: z.enum(['server', 'rack', 'order', 'ticket', 'part', 'piece', 'warehouse', 'datacenter']),
  code: z.string(),
  title: z.string(),
  href: z.string(),
  state: z.string().optional(),
})
export const searchEndpoint = endpoint({
  method: 'GET',
  path: '/search',
  operation: 'inventory.read',
  tag: 'Inventory',
  summary:
    'Find a server, rack, order, ticket, part, piece, warehouse or datacenter by any part of its code, serial, asset number, host name or name',
  query: z.strictObject({ q: text(128) }),
  success: 200,
  response: z.object({ items: z.array(searchResult) }).meta({ id: 'SearchAnswer' }),
})
export type SearchResult = z.input<typeof searchResult>
