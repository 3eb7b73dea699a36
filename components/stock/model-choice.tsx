'use client'

import { useQuery } from '@tanstack/react-query'
import { allModelsQuery } from './stock-queries'

/** The server models that a part fits, to tick. */
export function ModelChoice(props: { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  const { chosen, onChange } = props
  const models = useQuery(allModelsQuery)
  const toggle = (slug: string) =>
    onChange(chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug])
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-small text-text2">Fits</legend>
      <div className="max-h-44 overflow-y-auto rounded-control border border-line2 px-2 py-1">
        {models.isPending ? <p className="py-1 text-text3">Asking for the models…</p> : null}
        {models.isError ? <p className="py-1 text-fail-x">The models could not be read. Close and try again.</p> : null}
        {models.data?.items.map((model) => (
          <label key={model.slug} className="flex min-h-7 items-center gap-2 glove:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(model.slug)}
              onChange={() => toggle(model.slug)}
              className="size-4 flex-none"
            />
            <span className="min-w-0 truncate">
              {model.manufacturer} {model.model}
            </span>
          </label>
        ))}
      </div>
      <p className="mt-1 text-small text-text3">
        {chosen.length === 0 ? 'A part that fits no model is never reserved for a ticket.' : `${chosen.length} chosen`}
      </p>
    </fieldset>
  )
}
