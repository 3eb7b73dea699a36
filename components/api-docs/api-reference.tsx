import { Glyph } from '@/components/ui/glyph'
import type { ApiField, ApiGroup, ApiOperation } from './api-operations'

/** Every operation of the API by area; each opens to its fields. Works without JavaScript. */
export function ApiReference({ groups }: { groups: readonly ApiGroup[] }) {
  return (
    <div className="grid grid-cols-[180px_minmax(0,1fr)] max-desk:grid-cols-1">
      <nav aria-label="Areas" className="border-line border-r p-4 max-desk:border-r-0 max-desk:border-b max-desk:py-2">
        <ul className="sticky top-[calc(var(--shell-head)+16px)] flex flex-col gap-1 max-desk:static max-desk:flex-row max-desk:flex-wrap max-desk:gap-x-4">
          {groups.map(({ tag, operations }) => (
            <li key={tag}>
              <a
                href={`#${tag}`}
                className="flex min-h-6 items-center justify-between gap-2 text-text2 hover:text-text glove:py-2.5"
              >
                {tag} <span className="text-small text-text3">{operations.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        {groups.map(({ tag, operations }) => (
          <section key={tag} id={tag} className="scroll-mt-(--shell-head)">
            <h2 className="border-line border-b bg-canvas px-4 py-2 font-semibold text-title">{tag}</h2>
            {operations.map((operation) => (
              <Operation key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
      </div>
    </div>
  )
}

function Operation({ operation }: { operation: ApiOperation }) {
  return (
    <details className="group border-line border-b">
      <summary className="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-1 hover:bg-canvas glove:min-h-12">
        <Glyph name="right" size={12} className="text-text3 transition-transform group-open:rotate-90" />
        <span className="mono w-14 font-semibold text-small">{operation.method}</span>
        <span className="mono min-w-0 break-all">/api/v1{operation.path}</span>
        <span className="text-text2">{operation.summary}</span>
      </summary>
      <div className="flex flex-col gap-3 px-4 pt-1 pb-4 tab:pl-[46px]">
        <p className="text-small text-text2">{operation.roles}</p>
        <Fields title="Query" fields={operation.query} />
        <Fields title="Body" fields={operation.body} />
        <p className="text-small text-text3">
          Answers <span className="mono">{operation.statuses.join(' ')}</span>
        </p>
      </div>
    </details>
  )
}

function Fields({ title, fields }: { title: string; fields: readonly ApiField[] }) {
  if (fields.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 font-medium text-small text-text3">{title}</h3>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        {fields.map((field) => (
          <div key={field.name} className="contents">
            <dt className="mono">
              {field.name}
              {field.required ? <span className="text-text3"> required</span> : null}
            </dt>
            <dd className="break-words text-text2">{field.type}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
