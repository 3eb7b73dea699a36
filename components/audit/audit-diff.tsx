import { CodeText } from '@/components/ui/code-text'
import { DetailList } from '@/components/ui/section'
import { changesOf, kindOfValue, valueText } from './audit-changes'

/** What an entry kept: fields that changed as before and after, the rest as terms and values. */
export function AuditDiff({ detail }: { detail: Record<string, unknown> }) {
  const { changes, facts } = changesOf(detail)
  return (
    <>
      {changes.length === 0 ? null : (
        <table className="mb-2 w-full table-fixed border-collapse text-small">
          <thead>
            <tr className="text-left text-text3">
              <th scope="col" className="w-[28%] py-1 pr-2 font-medium">
                Field
              </th>
              <th scope="col" className="py-1 pr-2 font-medium">
                Before
              </th>
              <th scope="col" className="py-1 font-medium">
                After
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, from, to }) => (
              <tr key={field} className="border-line border-t align-top">
                <th scope="row" className="py-1 pr-2 text-left font-medium [overflow-wrap:anywhere]">
                  {field}
                </th>
                <td className="py-1 pr-2">
                  <Value value={from} look="line-through decoration-fail-x text-text2" />
                </td>
                <td className="py-1">
                  <Value value={to} look="font-medium" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <DetailList items={facts.map(([term, value]) => ({ term, value: <Value value={value} look="" /> }))} />
    </>
  )
}

function Value({ value, look }: { value: unknown; look: string }) {
  switch (kindOfValue(value)) {
    case 'none':
      return <span className="text-text3">none</span>
    case 'text':
      return <span className={`[overflow-wrap:anywhere] ${look}`}>{valueText(value)}</span>
    case 'list':
      return (
        <span className={`flex flex-wrap gap-x-2 ${look}`}>
          {(value as unknown[]).map((item) => (
            <CodeText key={valueText(item)}>{valueText(item)}</CodeText>
          ))}
        </span>
      )
    case 'object':
      return (
        <pre className="min-w-0 whitespace-pre-wrap text-small [overflow-wrap:anywhere]">
          {JSON.stringify(value, null, 2)}
        </pre>
      )
  }
}
