import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { DetailList, Section } from '@/components/ui/section'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { factNamesOf } from '@/lib/domain/tickets/facts-of'
import { factsText } from './facts-text'
import type { StockLocks } from './stock-locks'

/** What the part is, in every warehouse: kind, what is known of it, and the models that it fits. */
export function PartFactsSection(props: { stock: StockView; locks: StockLocks; onEdit: () => void }) {
  const { stock, locks, onEdit } = props
  const known = factsText(stock.facts)
  return (
    <Section
      title="The part"
      actions={
        <Button disabledReason={locks.editPart} reasonAt="tooltip" onClick={onEdit}>
          Edit…
        </Button>
      }
    >
      <DetailList
        items={[
          { term: 'Kind', value: stock.kind },
          {
            term: 'Known of it',
            value: factNamesOf(stock.kind).length === 0 ? null : known === '' ? 'nothing: it fits by model' : known,
          },
          {
            term: 'Fits',
            value:
              stock.models.length === 0
                ? 'no model: never reserved for a ticket'
                : stock.models.map((slug) => <CodeText key={slug}>{slug}</CodeText>),
          },
        ]}
      />
    </Section>
  )
}
