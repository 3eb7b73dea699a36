'use client'

import type { ComponentPropsWithRef, MouseEvent } from 'react'

/** Goes to another state of this same page at once, without asking the server for the page again. */
export function goShallow(href: string): void {
  window.history.pushState(null, '', href)
}

/** A link to another state of this page (its side panel): opens at once; with a modifier key it is an ordinary link. */
export function ShallowLink({
  href,
  ...rest
}: { href: string } & Omit<ComponentPropsWithRef<'a'>, 'href' | 'onClick'>) {
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    goShallow(href)
  }
  return <a {...rest} href={href} onClick={onClick} />
}
