import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { StackedBar } from '@/components/ui/stacked-bar'
import { toQueryString } from '@/lib/client/api-fetch'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { ModelStock as Stock } from './shape-fit'

/** Free servers by model, most first: racked, and hatched what still lies in the warehouse. */
export function ModelStock({ view, scope }: { view: CapacityView; scope: string | null }) {
  const models = byModel(view.models).filter((model) => model.racked + model.warehouse > 0)
  const most = Math.max(1, ...models.map((model) => model.racked + model.warehouse))
  return (
    <Section
      title={scope === null ? 'Free, by model' : `Free in ${scope}, by model`}
      note="racked, and hatched what is still in the warehouse"
    >
      {models.length === 0 ? (
        <EmptyState title="No server is free">
          Racked servers without a hold, an open high ticket or a wipe due are counted here.
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-3 gap-x-4 gap-y-3 pt-1 max-tab:grid-cols-2 tab:max-wide:grid-cols-4">
          {models.map((model) => (
            <li key={model.model} className="min-w-0">
              <Link
                prefetch={false}
                href={`/servers${toQueryString({ model: model.model, datacenter: scope, state: ['RACKED', 'IN_WAREHOUSE'] })}`}
                className="group block"
              >
                <span className="block truncate text-small text-text2 group-hover:underline">{model.name}</span>
                <b className="font-medium text-figure leading-6">{formatCount(model.racked)}</b>
                <span className="text-small text-text3">
                  {model.warehouse === 0 ? ' none in warehouse' : ` + ${formatCount(model.warehouse)}`}
                </span>
                <span className="mt-1 block" style={{ width: `${((model.racked + model.warehouse) / most) * 100}%` }}>
                  <StackedBar
                    height={6}
                    label={model.name}
                    segments={[
                      { tone: 'free', label: 'racked', value: model.racked },
                      { tone: 'free', label: 'in warehouse', value: model.warehouse, hatched: true },
                    ]}
                  />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function byModel(models: readonly Stock[]): Stock[] {
  const sums = new Map<string, Stock>()
  for (const model of models) {
    const sum = sums.get(model.model)
    if (sum === undefined) sums.set(model.model, { ...model })
    else {
      sum.racked += model.racked
      sum.warehouse += model.warehouse
    }
  }
  return [...sums.values()].sort((a, b) => b.racked + b.warehouse - (a.racked + a.warehouse))
}
