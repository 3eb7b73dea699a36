'use client'

import { useEffect, useRef, useState } from 'react'
import { TextField } from '@/components/ui/field'
import { useGo } from '@/lib/client/use-go'

const PAUSE_MS = 250

/** The page's own search box (`/` goes there): the URL follows what is typed after a short pause. */
export function PageSearch(props: {
  label: string
  placeholder: string
  value: string
  hrefOf: (q: string) => string
}) {
  const { label, placeholder, value, hrefOf } = props
  const go = useGo()
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)

  useEffect(() => {
    const text = typed.trim()
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      go(hrefOf(text), { scroll: false, replace: true })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, hrefOf, go])

  return (
    <TextField
      label={label}
      labelHidden
      type="search"
      glyph="search"
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      data-page-search
      className="max-w-60 grow basis-44 max-tab:max-w-none max-tab:basis-full"
    />
  )
}
