import Link from 'next/link'
import { BrandMark } from '@/components/shell/brand-mark'
import { PageTitle } from '@/components/shell/page-title'
import { ButtonLink } from '@/components/ui/button'

/** A path that no page has. */
export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 pt-[16dvh]">
      <PageTitle names={['Not found']} />
      <div className="w-full max-w-[400px]">
        <Link href="/" className="flex items-center gap-2.5 font-semibold text-heading">
          <BrandMark size={22} />
          Mini-HaaS
        </Link>
        <h1 className="mt-6 font-semibold text-code">There is no such page</h1>
        <p className="mt-1 mb-4 text-pretty text-text2">
          The address may be mistyped, or what it named is gone. The search (Ctrl K) finds any barcode, rack, order or
          ticket.
        </p>
        <ButtonLink href="/" look="primary">
          Go to capacity
        </ButtonLink>
      </div>
    </main>
  )
}
