import { Forbidden } from '@/components/access/forbidden'
import { RULES_SHOWN } from '@/components/rules/rule-queries'
import { RulesScreen } from '@/components/rules/rules-screen'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { PageHeader } from '@/components/shell/page-header'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { listRules } from '@/lib/services/telemetry/list-rules'

export default async function RulesPage() {
  const ctx = await pageContext('/settings/rules')
  const locked = lockOf(ctx, 'telemetry.read') !== null
  return (
    <>
      {locked ? null : <PageHeader title="Rules" hidden />}
      <SettingsTabs current="rules" />
      {locked ? (
        <Forbidden title="Rules" operation="telemetry.read" />
      ) : (
        <RulesScreen
          first={await listRules(ctx, { limit: RULES_SHOWN })}
          locks={{
            create: lockOf(ctx, 'telemetry.create-rule'),
            edit: lockOf(ctx, 'telemetry.edit-rule'),
            remove: lockOf(ctx, 'telemetry.delete-rule'),
          }}
        />
      )}
    </>
  )
}
