'use client'

import { useQuery } from '@tanstack/react-query'
import { FreePlaces } from '@/components/racks/free-places'
import { elevationQuery } from '@/components/racks/rack-queries'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { problemOf } from '@/lib/client/problem'
import type { Face } from '@/lib/domain/rack-space'
import type { ScanAnswer } from './scan-answers'

/** The free ranges of the rack for what was refused; a press places it at the lowest unit of one. */
export function PickUnitDialog(props: {
  rack: string
  face: Face
  answer: ScanAnswer
  onPick: (u: number) => void
  onClose: () => void
}) {
  const { rack, face, answer, onPick, onClose } = props
  const elevation = useQuery({ ...elevationQuery(rack), staleTime: 0 })
  return (
    <Dialog
      open
      title={`Where in ${rack}?`}
      description={`${answer.code} takes ${answer.heightU}U. It is placed at the lowest unit of the range.`}
      onClose={onClose}
    >
      {elevation.isError ? (
        <ErrorState title="The rack can’t be read">{problemOf(elevation.error).detail}</ErrorState>
      ) : elevation.data === undefined ? (
        <p className="h-12 text-text3">Reading {rack}…</p>
      ) : (
        <FreePlaces
          elevation={elevation.data}
          shape={{ heightU: answer.heightU, depth: 'full', face, barcode: answer.code }}
          u={undefined}
          onPick={onPick}
        />
      )}
    </Dialog>
  )
}
