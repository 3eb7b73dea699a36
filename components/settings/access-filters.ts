import { toQueryString } from '@/lib/client/api-fetch'
import { ROLES, type Role } from '@/lib/domain/access/permissions'

export const TOKEN_STATES = ['live', 'expired', 'revoked', 'unused'] as const
export type TokenState = (typeof TOKEN_STATES)[number]

/** What the lists of users and tokens are narrowed to; all of it lives in the URL. */
export interface AccessFilters {
  tab: 'users' | 'tokens'
  q?: string | undefined
  role?: Role | undefined
  /** Of users. */
  datacenter?: string | undefined
  disabled?: 'true' | undefined
  /** Of tokens. */
  state?: TokenState | undefined
  cursor?: string | undefined
}

export const roleFrom = (word: string | undefined): Role | undefined => ROLES.find((role) => role === word)
export const tokenStateFrom = (word: string | undefined): TokenState | undefined =>
  TOKEN_STATES.find((state) => state === word)

/** The list's URL with some of its filters changed; another filter starts at the first page. */
export function accessHref(filters: AccessFilters, change: Partial<AccessFilters> = {}): string {
  const { tab, ...rest } = { ...filters, cursor: undefined, ...change }
  return `/settings${toQueryString({ tab: tab === 'users' ? undefined : tab, ...rest })}`
}

export function isNarrowed({ tab: _, cursor: __, ...rest }: AccessFilters): boolean {
  return Object.values(rest).some((value) => value !== undefined)
}
