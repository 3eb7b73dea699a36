import { Tabs } from '@/components/ui/tabs'

export type SettingsTab = 'users' | 'tokens' | 'rules' | 'dumps'

/** The parts of the settings; those that one may not see say so when they are opened. */
export function SettingsTabs({ current }: { current: SettingsTab }) {
  return (
    <Tabs
      label="Settings"
      tabs={[
        { label: 'Users', href: '/settings', current: current === 'users' },
        { label: 'API tokens', href: '/settings?tab=tokens', current: current === 'tokens' },
        { label: 'Rules', href: '/settings/rules', current: current === 'rules' },
        { label: 'Unread dumps', href: '/settings/dumps', current: current === 'dumps' },
      ]}
    />
  )
}
