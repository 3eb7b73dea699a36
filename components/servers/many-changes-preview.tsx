import { Glyph } from '@/components/ui/glyph'
import { countOf, formatCount } from '@/components/ui/numbers'
import type { BatchPreviewView } from '@/lib/contracts/inventory/server-batch'
import { RefusedGroups } from './refused-groups'

/** Who would be changed and who refused, by reason with examples; nothing is changed yet. */
export function ManyChangesPreview({ preview }: { preview: BatchPreviewView }) {
  const { total, changeable, already, refused, warnings } = preview
  return (
    <div
      role="status"
      className="flex flex-col gap-1.5 rounded-control border border-line bg-sunken px-3 py-2 text-small"
    >
      <p>
        <b>{countOf(changeable, 'server')}</b> of {formatCount(total)} can be changed
        {already === 0 ? '.' : `, ${formatCount(already)} ${already === 1 ? 'is' : 'are'} so already.`}
      </p>
      {warnings.map((words) => (
        <p key={words} className="flex gap-1.5 text-warn-x">
          <Glyph name="triangle" className="mt-px" />
          {words}
        </p>
      ))}
      <RefusedGroups groups={refused} />
    </div>
  )
}
