import { ButtonLink } from './button'

/** Under a cursor list: how many are shown, and the next page. `firstHref` is given when this is not the first page. */
export function Pager(props: {
  shown: string
  nextHref?: string | undefined
  previousHref?: string | undefined
  firstHref?: string | undefined
}) {
  const { shown, nextHref, previousHref, firstHref } = props
  return (
    <nav aria-label="Pages" className="flex items-center gap-3 border-line border-t px-4 py-2">
      <span className="text-small text-text3">{shown}</span>
      <span className="ml-auto flex gap-2">
        {firstHref === undefined ? null : <ButtonLink href={firstHref}>First page</ButtonLink>}
        {previousHref === undefined ? null : (
          <ButtonLink href={previousHref} glyph="left">
            Page before
          </ButtonLink>
        )}
        {nextHref === undefined ? null : (
          <ButtonLink href={nextHref} endGlyph="right">
            Next page
          </ButtonLink>
        )}
      </span>
    </nav>
  )
}

/** The same under a list that fits on one page or goes on by its cursor; nothing where it does not go on. */
export function CursorPager(props: {
  page: { items: readonly unknown[]; nextCursor?: string | undefined }
  cursor: string | undefined
  href: (cursor: string | undefined) => string
  /** Where it is known of how many. */
  shown?: string | undefined
}) {
  const { page, cursor, href, shown = `${page.items.length} shown` } = props
  if (page.nextCursor === undefined && cursor === undefined) return null
  return (
    <Pager
      shown={shown}
      nextHref={page.nextCursor === undefined ? undefined : href(page.nextCursor)}
      firstHref={cursor === undefined ? undefined : href(undefined)}
    />
  )
}
