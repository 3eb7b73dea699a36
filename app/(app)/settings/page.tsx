import { Forbidden } from '@/components/access/forbidden'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { TokensTable } from '@/components/settings/tokens-table'
import { UsersTable } from '@/components/settings/users-table'
import { PageHeader } from '@/components/shell/page-header'
import { Pager } from '@/components/ui/pager'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage } from '@/lib/auth/page-query'
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
  const cursor = paramOf(params, 'cursor')
  return (
    <>
      <PageHeader title="Settings" hidden />
      <SettingsTabs current={tab} />
      {tab === 'users' ? <Users ctx={ctx} cursor={cursor} /> : <Tokens ctx={ctx} cursor={cursor} />}
    </>
  )
}

interface PartProps {
  ctx: Ctx
  cursor: string | undefined
}

async function Users({ ctx, cursor }: PartProps) {
  const [users, datacenters] = await Promise.all([
    orFirstPage(listUsers(ctx, { limit: LIMIT, cursor }), '/settings'),
    listDatacenters(ctx, { limit: 200 }),
  ])
  return (
    <>
      <UsersTable users={users.items} datacenters={datacenters.items.map(({ code }) => code)} />
      <More path="/settings" shown={users.items.length} cursor={cursor} next={users.nextCursor} />
    </>
  )
}

async function Tokens({ ctx, cursor }: PartProps) {
  const tokens = await orFirstPage(listTokens(ctx, { limit: LIMIT, cursor }), '/settings?tab=tokens')
  return (
    <>
      <TokensTable tokens={tokens.items} />
      <More path="/settings?tab=tokens" shown={tokens.items.length} cursor={cursor} next={tokens.nextCursor} />
    </>
  )
}

function More(props: { path: string; shown: number; cursor: string | undefined; next: string | undefined }) {
  const { path, shown, cursor, next } = props
  if (cursor === undefined && next === undefined) return null
  const join = path.includes('?') ? '&' : '?'
  return (
    <Pager
      shown={`${shown} shown`}
      {...(cursor === undefined ? {} : { firstHref: path })}
      {...(next === undefined ? {} : { nextHref: `${path}${join}cursor=${encodeURIComponent(next)}` })}
    />
  )
}
