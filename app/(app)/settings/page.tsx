import { Forbidden } from '@/components/access/forbidden'
import { type AccessFilters, accessHref, roleFrom, tokenStateFrom } from '@/components/settings/access-filters'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { TokensTable } from '@/components/settings/tokens-table'
import { UsersTable } from '@/components/settings/users-table'
import { PageHeader } from '@/components/shell/page-header'
import { Pager } from '@/components/ui/pager'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listTokensEndpoint, listUsersEndpoint } from '@/lib/contracts/access/user'
import { listTokens } from '@/lib/services/access/list-tokens'
import { listUsers } from '@/lib/services/access/list-users'
import type { Ctx } from '@/lib/services/access/make-context'
import { listDatacenters } from '@/lib/services/inventory/list-datacenters'

const LIMIT = 100

export default async function SettingsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/settings', params))
  const tab = paramOf(params, 'tab') === 'tokens' ? 'tokens' : 'users'
  if (lockOf(ctx, 'access.read') !== null)
    return (
      <>
        <SettingsTabs current={tab} />
        <Forbidden title={tab === 'tokens' ? 'This list of tokens' : 'This list of users'} operation="access.read" />
      </>
    )
  const filters: AccessFilters = {
    tab,
    q: paramOf(params, 'q'),
    role: roleFrom(paramOf(params, 'role')),
    datacenter: tab === 'users' ? paramOf(params, 'datacenter') : undefined,
    disabled: tab === 'users' && paramOf(params, 'disabled') === 'true' ? 'true' : undefined,
    state: tab === 'tokens' ? tokenStateFrom(paramOf(params, 'state')) : undefined,
    cursor: paramOf(params, 'cursor'),
  }
  return (
    <>
      <PageHeader title="Settings" hidden />
      <SettingsTabs current={tab} />
      {tab === 'users' ? <Users ctx={ctx} filters={filters} /> : <Tokens ctx={ctx} filters={filters} />}
    </>
  )
}

interface PartProps {
  ctx: Ctx
  filters: AccessFilters
}

/** As the API takes it: one role is a list of one. */
const question = ({ tab: _, role, ...filters }: AccessFilters) => ({
  limit: LIMIT,
  ...filters,
  role: role === undefined ? undefined : [role],
})

async function Users({ ctx, filters }: PartProps) {
  const query = pageQuery(listUsersEndpoint.query, question(filters))
  const [users, datacenters] = await Promise.all([
    orFirstPage(listUsers(ctx, query), accessHref(filters)),
    listDatacenters(ctx, { limit: 200 }),
  ])
  return (
    <>
      <UsersTable users={users.items} datacenters={datacenters.items.map(({ code }) => code)} filters={filters} />
      <More filters={filters} shown={users.items.length} next={users.nextCursor} />
    </>
  )
}

async function Tokens({ ctx, filters }: PartProps) {
  const query = pageQuery(listTokensEndpoint.query, question(filters))
  const tokens = await orFirstPage(listTokens(ctx, query), accessHref(filters))
  return (
    <>
      <TokensTable tokens={tokens.items} filters={filters} />
      <More filters={filters} shown={tokens.items.length} next={tokens.nextCursor} />
    </>
  )
}

function More({ filters, shown, next }: { filters: AccessFilters; shown: number; next: string | undefined }) {
  if (filters.cursor === undefined && next === undefined) return null
  return (
    <Pager
      shown={`${shown} shown`}
      {...(filters.cursor === undefined ? {} : { firstHref: accessHref(filters) })}
      {...(next === undefined ? {} : { nextHref: accessHref(filters, { cursor: next }) })}
    />
  )
}
