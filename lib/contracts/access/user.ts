import { z } from 'zod'
import { ROLES } from '../../domain/access/permissions'
import { endpoint, nothing } from '../endpoint'
import { anyOf, page, pageQuery, search } from '../paging'
import { code, instant, text, utc, version } from '../primitives'

export const role = z.enum(ROLES)
const grant = z.strictObject({ role, datacenter: code.optional() })
const grantView = z.object({ role, datacenter: code.optional() })
const email = z.email().max(254).trim()
const password = z
  .string()
  .min(12)
  .max(200)
  .refine((value) => !value.includes('\u0000') && value.isWellFormed(), { message: 'Must be plain text' })

export const userView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    grants: z.array(grantView),
    disabled: z.boolean(),
    createdAt: utc,
    updatedAt: utc,
    version,
  })
  .meta({ id: 'User' })
export type UserView = z.input<typeof userView>

/** The secret itself stands only in the answer to its creation. */
export const tokenView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    role,
    expiresAt: utc.optional(),
    revoked: z.boolean(),
    lastUsedAt: utc.optional(),
    createdBy: z.string(),
    createdAt: utc,
    version,
  })
  .meta({ id: 'Token' })
export type TokenView = z.input<typeof tokenView>
/** token: the secret; absent when the request is repeated with its Idempotency-Key. */
export const createdTokenView = tokenView.extend({ token: z.string().optional() }).meta({ id: 'CreatedToken' })

export const createUserInput = z.strictObject({ email, name: text(200), password, grants: z.array(grant).max(100) })
export const editUserInput = z.strictObject({
  name: text(200).optional(),
  password: password.optional(),
  grants: z.array(grant).max(100).optional(),
  disabled: z.boolean().optional(),
})
export const createTokenInput = z.strictObject({ name: text(200), role, expiresAt: instant.optional() })
export const editTokenInput = z.strictObject({ name: text(200).optional(), expiresAt: instant.nullable().optional() })

const params = z.strictObject({ id: z.uuid() })
const tag = 'Access'

export const listUsersEndpoint = endpoint({
  method: 'GET',
  path: '/users',
  operation: 'access.read',
  tag,
  summary: 'List users',
  query: z.strictObject({
    ...pageQuery,
    q: search,
    role: anyOf(role),
    datacenter: code.optional().meta({ description: 'Who has a role there, or everywhere' }),
    disabled: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: page(userView),
})
export const createUserEndpoint = endpoint({
  method: 'POST',
  path: '/users',
  operation: 'access.create-user',
  tag,
  summary: 'Add a user with roles, everywhere or in one datacenter',
  body: createUserInput,
  success: 201,
  response: userView,
  refusals: [409, 422],
})
export const getUserEndpoint = endpoint({
  method: 'GET',
  path: '/users/{id}',
  operation: 'access.read',
  tag,
  summary: 'One user',
  params,
  success: 200,
  response: userView,
  refusals: [404],
})
export const editUserEndpoint = endpoint({
  method: 'PATCH',
  path: '/users/{id}',
  operation: 'access.edit-user',
  tag,
  summary: 'Change name, password, roles; disable',
  params,
  body: editUserInput,
  success: 200,
  response: userView,
  refusals: [404, 409, 412, 422],
})
export const deleteUserEndpoint = endpoint({
  method: 'DELETE',
  path: '/users/{id}',
  operation: 'access.delete-user',
  tag,
  summary: 'Delete a user; the audit log keeps the name',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 409, 412],
})
/** unused: live, and not used for 90 days. */
const TOKEN_STATES = ['live', 'expired', 'revoked', 'unused'] as const

export const listTokensEndpoint = endpoint({
  method: 'GET',
  path: '/tokens',
  operation: 'access.read',
  tag,
  summary: 'List API tokens',
  query: z.strictObject({
    ...pageQuery,
    q: search.meta({ description: 'Part of its name, or of the name of who made it' }),
    role: anyOf(role),
    state: z.enum(TOKEN_STATES).optional(),
  }),
  success: 200,
  response: page(tokenView),
})
export const createTokenEndpoint = endpoint({
  method: 'POST',
  path: '/tokens',
  operation: 'access.create-token',
  tag,
  summary: 'Make an API token; it is shown this once',
  body: createTokenInput,
  success: 201,
  response: createdTokenView,
  shownOnce: ['token'],
})
export const getTokenEndpoint = endpoint({
  method: 'GET',
  path: '/tokens/{id}',
  operation: 'access.read',
  tag,
  summary: 'One API token, without its secret',
  params,
  success: 200,
  response: tokenView,
  refusals: [404],
})
export const editTokenEndpoint = endpoint({
  method: 'PATCH',
  path: '/tokens/{id}',
  operation: 'access.edit-token',
  tag,
  summary: 'Rename an API token or change its expiry',
  params,
  body: editTokenInput,
  success: 200,
  response: tokenView,
  refusals: [404, 412],
})
export const deleteTokenEndpoint = endpoint({
  method: 'DELETE',
  path: '/tokens/{id}',
  operation: 'access.delete-token',
  tag,
  summary: 'Revoke an API token',
  params,
  success: 204,
  response: nothing,
  refusals: [404, 412],
})
