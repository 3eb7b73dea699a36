import { CodeText } from '@/components/ui/code-text'
import { formatCount } from '@/components/ui/numbers'
import type { BatchPreviewView } from '@/lib/contracts/inventory/server-batch'

/** Who would be refused, or was, by reason with examples; nothing where nobody is. */
export function RefusedGroups(props: { groups: BatchPreviewView['refused']; label?: string }) {
  const { groups, label = 'Would be refused' } = props
  if (groups.length === 0) return null
  return (
    <ul
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
      aria-label={label}
      className="max-h-40 overflow-y-auto"
    >
      {groups.map(({ reason, count, examples }) => (
        <li key={reason} className="flex flex-wrap gap-x-1.5 border-line border-t py-1">
          <span className="font-medium">{formatCount(count)} refused:</span>
          <span>{reason}</span>
          <span className="text-text3">
            {examples.map((barcode, index) => (
              <span key={barcode}>
                {index === 0 ? '' : ', '}
                <CodeText>{barcode}</CodeText>
              </span>
            ))}
            {count > examples.length ? ' …' : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
