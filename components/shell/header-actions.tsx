'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

export const HEADER_ACTIONS_ID = 'header-actions'

/** Puts a page's own control into the header, beside its name: on a phone, the scan page's batch. */
export function HeaderActions({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  useEffect(() => setSlot(document.getElementById(HEADER_ACTIONS_ID)), [])
  return slot === null ? null : createPortal(children, slot)
}
