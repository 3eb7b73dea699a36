import { CellSheet } from '@/components/racks/cell-sheet'
import { PageTitle } from '@/components/shell/page-title'
import { StateSheet } from '@/components/ui/state-sheet'

/** Public: it holds no data. */
export default function DesignPage() {
  return (
    <>
      <PageTitle names={['States and parts']} />
      <StateSheet cells={<CellSheet />} />
    </>
  )
}
