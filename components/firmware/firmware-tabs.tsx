import { Tabs } from '@/components/ui/tabs'
import { driftHref } from './drift-address'
import { firmwareHref } from './firmware-filters'

/** The parts of firmware: what leads where, and how far the servers are from where they should be. */
export function FirmwareTabs({ current, datacenter }: { current: 'graph' | 'drift'; datacenter?: string | undefined }) {
  return (
    <Tabs
      label="Firmware"
      tabs={[
        { label: 'Upgrade graph', href: firmwareHref({ datacenter }), current: current === 'graph' },
        { label: 'Drift', href: driftHref({ datacenter }), current: current === 'drift' },
      ]}
    />
  )
}
