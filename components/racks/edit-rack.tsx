'use client'

import dynamic from 'next/dynamic'
import { EditDialog } from '@/components/ui/edit-dialog'
import type { RackView } from '@/lib/contracts/inventory/rack'

const EditRackForm = dynamic(() => import('./edit-rack-form').then((module) => module.EditRackForm), { ssr: false })

/** The form, behind its button. Others may edit the rack meanwhile: see `useSharedEdit`. */
export function EditRack({ rack, lock }: { rack: RackView; lock: string | null }) {
  return (
    <EditDialog thing={rack.code} lock={lock}>
      {(close) => <EditRackForm rack={rack} onClose={close} />}
    </EditDialog>
  )
}
