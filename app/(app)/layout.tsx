import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { rolesText } from '@/components/access/roles-text'
import { AppShell } from '@/components/shell/app-shell'
import { NAV_COOKIE } from '@/components/shell/preferences'
import { currentActor } from '@/lib/auth/page-context'
import { LiveUpdates } from '@/lib/client/live-updates'
import { getProfile } from '@/lib/services/access/get-profile'
import { makeContext } from '@/lib/services/access/make-context'
import { markChanges } from '@/lib/services/audit/mark-changes'
import { listDatacenters } from '@/lib/services/inventory/list-datacenters'
import { getWorkCounts } from '@/lib/services/lifecycle/get-work-counts'
import { paletteLocks } from './palette-locks'

/** Everything behind the sign-in. A page sends whoever is not signed in away itself, as only it knows where to come back to. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor()
  if (actor === null) return children
  const ctx = makeContext({ actor })
  const mark = await markChanges(ctx)
  const [profile, datacenters, counts, jar] = await Promise.all([
    getProfile(ctx),
    listDatacenters(ctx, { limit: 200 }),
    getWorkCounts(ctx),
    cookies(),
  ])
  return (
    <LiveUpdates mark={mark}>
      <AppShell
        person={{ name: profile.name, email: profile.email ?? '', roles: rolesText(profile.grants) }}
        datacenters={datacenters.items.map(({ code, name }) => ({ code, name }))}
        counts={{ ...counts }}
        locks={paletteLocks(ctx)}
        navFolded={jar.get(NAV_COOKIE)?.value === 'folded'}
      >
        {children}
      </AppShell>
    </LiveUpdates>
  )
}
