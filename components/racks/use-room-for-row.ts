'use client'

import { useEffect, useState } from 'react'

/** From here on the racks stand side by side: `--breakpoint-tab` of the stylesheet. */
const ROW = '(width >= 481px)'

/**
 * Is there room for a row of racks? A phone that says so itself is not given one to begin with, so that it does not make ready what
 * it never shows; held sideways, or where it is a tablet after all, the row comes then. Everybody else has it, shown or not.
 */
export function useRoomForRow(isPhone: boolean): boolean {
  const [room, setRoom] = useState(!isPhone)
  useEffect(() => {
    if (!isPhone) return
    const media = window.matchMedia(ROW)
    const look = () => setRoom(media.matches)
    look()
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [isPhone])
  return room
}
