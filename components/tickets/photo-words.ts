import type { PhotoView } from '@/lib/contracts/tickets/photo'

export function photoSource(number: string, id: string): string {
  return `/api/v1/tickets/${encodeURIComponent(number)}/photos/${id}`
}

/** What is known of a photo, for those who do not see it: its note, else whose it is. */
export function photoWords({ note, by }: PhotoView): string {
  return note ?? `by ${by}`
}
