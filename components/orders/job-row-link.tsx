import Link from 'next/link'
import { rowId } from './use-chosen-job'

/** The server's code as the link that chooses its row; all of the row leads there. */
export function JobRowLink({
  id,
  server,
  href,
  chosen,
}: {
  id: string
  server: string
  href: string
  chosen: boolean
}) {
  return (
    <Link
      id={rowId(id)}
      data-job-row
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={chosen ? 'true' : undefined}
      className="mono whitespace-nowrap font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {server}
    </Link>
  )
}

/** How a chosen row looks: the accent's tint, or only its edge where the row says that something is wrong. */
export const chosenLook = 'shadow-[inset_3px_0_0_var(--accent)]'
