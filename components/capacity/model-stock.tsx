import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { briefModel } from '@/components/ui/model-name'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { StackedBar } from '@/components/ui/stacked-bar'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { figureHref } from './capacity-address'
import type { ModelStock as Stock } from './shape-fit'
import { Supposed } from './supposed'

/** Free servers by model, most first: racked, and hatched what still lies in the warehouse. */
export function ModelStock({ view, scope }: { view: CapacityView; scope: string | null }) {
  const then = view.whatIf === undefined ? null : byModel(view.whatIf.models)
  const supposed = then === null ? null : new Map(then.map((model) => [model.model, model]))
  const now = byModel(view.models)
  const isNow = new Set(now.map(({ model }) => model))
  const added = (then ?? [])
    .filter(({ model }) => !isNow.has(model))
    .map((one) => ({ ...one, racked: 0, warehouse: 0 }))
  const models = [...now, ...added]
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
        <ul className="grid grid-cols-5 gap-x-4 gap-y-3 pt-1 max-tab:grid-cols-2 tab:max-wide:grid-cols-4">
          {models.map((model) => (
            <li key={model.model} className="min-w-0">
              <span className="block truncate text-small text-text2" title={model.name}>
                {briefModel(model.name)}
              </span>
              <span className="flex flex-wrap items-baseline gap-x-1">
                <Link
                  prefetch={false}
                  href={figureHref('free', { datacenter: scope, model: model.model })}
                  aria-label={`${formatCount(model.racked)} ${model.name} racked and free`}
                  className="min-w-6 font-medium text-figure leading-6 hover:underline"
                >
                  {formatCount(model.racked)}
                </Link>
                {model.warehouse === 0 ? (
                  <span className="text-small text-text3">none in warehouse</span>
                ) : (
                  <Link
                    prefetch={false}
                    href={figureHref('warehouse', { datacenter: scope, model: model.model })}
                    aria-label={`${formatCount(model.warehouse)} ${model.name} in a warehouse`}
                    className="inline-block min-w-6 text-small text-text3 leading-6 hover:underline"
                  >
                    + {formatCount(model.warehouse)}
                  </Link>
                )}
              </span>
              <Supposed
                now={model.racked}
                then={supposed?.get(model.model)?.racked ?? (supposed === null ? undefined : 0)}
              />
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
