import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A barcode, rack, version or number in mono; a quiet underlined link with `href`. `mark` lights up the part that matched. */
export function CodeText(props: {
  children: string
  href?: string | undefined
  strong?: boolean | undefined
  mark?: string | undefined
  className?: string | undefined
}) {
  const { children, href, strong = false, mark, className } = props
  const look = classNames('mono whitespace-nowrap', strong && 'font-semibold', className)
  const text = mark === undefined ? children : marked(children, mark)
  if (href === undefined) return <span className={look}>{text}</span>
  return (
    <Link href={href} className={classNames(look, 'link')} prefetch={false}>
      {text}
    </Link>
  )
}

/** The first place where `part` occurs in `text`, without case, on the accent's tint. */
export function marked(text: string, part: string): ReactNode {
  const at = part === '' ? -1 : text.toLowerCase().indexOf(part.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark className="bg-accent-tint text-accent-text">{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  )
}
