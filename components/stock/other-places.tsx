import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { Section } from '@/components/ui/section'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { LowMark } from './stock-table'

/** The same part in the other warehouses. */
export function OtherPlaces(props: { stock: StockView; places: readonly StockView[]; hrefOf: (id: string) => string }) {
  const others = props.places.filter(({ id }) => id !== props.stock.id)
  if (others.length === 0) return null
  return (
    <Section title="Elsewhere">
      <ul>
        {others.map((place) => (
          <li key={place.id}>
            <Link
              href={props.hrefOf(place.id)}
              scroll={false}
              prefetch={false}
              className="flex min-h-7 items-center gap-2 hover:underline glove:min-h-11"
            >
              <CodeText>{place.warehouse}</CodeText>
              {place.low ? <LowMark /> : null}
              <span className="ml-auto text-text2">
                <b className="text-text">{place.available}</b> available
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
