import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'
import { AtOnceDialog } from './at-once-dialog'

/** How many servers are provisioned at once in each datacenter, and where to say so. */
export function AtOnceList({ datacenters, lock }: { datacenters: readonly DatacenterView[]; lock: string | null }) {
  const [open, setOpen] = useState<DatacenterView | null>(null)
  return (
    <section
      className="min-w-0 border-line border-l px-4 py-2.5 max-wide:border-t max-wide:border-l-0"
      aria-label="How many at once"
    >
      <h2 className="mb-1 font-semibold">How many at once</h2>
      {datacenters.length === 0 ? <p className="text-text2">There is no datacenter yet.</p> : null}
      <ul>
        {datacenters.map((datacenter) => (
          <li
            key={datacenter.code}
            className="flex items-center gap-x-2.5 border-line border-t py-0.5 first:border-t-0"
          >
            <span className="w-16 flex-none">
              <CodeText>{datacenter.code}</CodeText>
            </span>
            <span className="min-w-0 flex-1 text-text2">{limitWords(datacenter)}</span>
            <Button look="quiet" disabledReason={lock} reasonAt="tooltip" onClick={() => setOpen(datacenter)}>
              Change…<span className="sr-only"> {datacenter.code}</span>
            </Button>
          </li>
        ))}
      </ul>
      {open === null ? null : <AtOnceDialog datacenter={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function limitWords({ maxProvisioning: all, maxProvisioningPerRack: rack }: DatacenterView): string {
  if (all === undefined && rack === undefined) return 'without limit'
  return [all === undefined ? [] : [`${all} in all`], rack === undefined ? [] : [`${rack} in a rack`]].flat().join(', ')
}
