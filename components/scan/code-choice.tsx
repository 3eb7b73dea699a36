import Link from 'next/link'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { ResolvedCode } from '@/lib/contracts/inventory/resolve'

const words: Record<ResolvedCode['kind'], string> = {
  server: 'Server',
  rack: 'Rack',
  warehouse: 'Warehouse',
  ticket: 'Ticket',
  order: 'Order',
  part: 'Part',
  piece: 'Piece',
}

/** A label's code that names nothing here, or more than one thing. */
export function CodeChoice({ code, items }: { code: string; items: readonly ResolvedCode[] }) {
  return (
    <>
      <Crumbs
        items={[
          { label: 'Scan', href: '/scan' },
          { label: code, code: true },
        ]}
      />
      <PageHeader title={code} code />
      {items.length === 0 ? (
        <EmptyState
          title="Nothing has this code"
          action={
            <ButtonLink look="primary" glyph="scan" href="/scan">
              Scan
            </ButtonLink>
          }
        >
          It may be new: scan it into a warehouse or a rack to take it in.
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {items.map((item) => (
            <li key={`${item.kind} ${item.code}`} className="border-line border-b">
              <Link href={item.href} className="flex min-h-12 flex-wrap items-center gap-x-3 px-4 py-2 hover:bg-canvas">
                <span className="text-text2">{words[item.kind]}</span>
                <b className="mono font-medium">{item.code}</b>
                <span className="text-text2">{item.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
