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
