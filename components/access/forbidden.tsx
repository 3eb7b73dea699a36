import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { type Operation, refusal } from '@/lib/domain/access/permissions'

/** A page that one may not see: which role it needs, and the way back. */
export function Forbidden({ title, operation }: { title: string; operation: Operation }) {
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <EmptyState title={`${title} is not open to you`} action={<ButtonLink href="/">Go to capacity</ButtonLink>}>
        {refusal(operation)}. Someone with the role ADMIN can grant it under Settings.
      </EmptyState>
    </>
  )
}
