import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** Within the shell: the code in the address names nothing. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing here with this code"
        action={<ButtonLink href="/">Go to capacity</ButtonLink>}
      >
        It may be mistyped, or in a datacenter that you may not see. The search (Ctrl K) finds any barcode, rack, order
        or ticket.
      </EmptyState>
    </>
  )
}
