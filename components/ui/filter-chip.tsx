import Link from 'next/link'
import { Glyph } from './glyph'

/** A filter that is on: accent tint, × takes it away. `removeHref` is the list's URL without it. */
export function FilterChip({ label, removeHref }: { label: string; removeHref: string }) {
  return (
    <Link
      href={removeHref}
      scroll={false}
      aria-label={`Remove filter ${label}`}
      className="inline-flex h-7 flex-none items-center gap-1.5 whitespace-nowrap rounded-control border border-accent bg-accent-tint px-2 font-medium text-accent-text glove:h-11 glove:rounded-overlay glove:px-3"
    >
      {label}
      <Glyph name="x" />
    </Link>
  )
}
