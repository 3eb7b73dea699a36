'use client'

import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { ProblemNote } from '@/components/ui/problem-note'
import { replaceServer } from '@/lib/actions/lifecycle-actions'
import { useCommand } from '@/lib/client/use-command'
import type { OrderView } from '@/lib/contracts/planning/order'

/** Servers that broke while promised: each with the way to put another in its place. */
export function LostServers({ order, lock }: { order: OrderView; lock: string | null }) {
  return order.degraded.map((barcode) => <LostServer key={barcode} order={order} barcode={barcode} lock={lock} />)
}

function LostServer({ order, barcode, lock }: { order: OrderView; barcode: string; lock: string | null }) {
  const command = useCommand(replaceServer, {
    changes: () => [
      { entity: 'order', key: order.number },
      { entity: 'server', key: barcode },
    ],
  })
  const provisioned = order.status !== 'ALLOCATED'
  return (
    <>
      <Banner
        tone="fail"
        glyph="diamond-x"
        title={
          <CodeText strong href={`/servers/${barcode}`}>
            {barcode}
          </CodeText>
        }
        action={
          <Button
            glyph="retry"
            busy={command.pending}
            disabledReason={lock}
            reasonAt="before"
            onClick={() => void command.run({ number: order.number, barcode })}
          >
            Replace
          </Button>
        }
      >
        is lost to this order. A substitute of at least its shape takes its place
        {provisioned ? ', and is provisioned at once.' : '.'}
      </Banner>
      <ProblemNote problem={command.problem} className="empty:hidden px-4 py-2" />
    </>
  )
}
