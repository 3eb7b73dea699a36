import type { Metadata } from 'next'
import { StateSheet } from '@/components/ui/state-sheet'

export const metadata: Metadata = { title: 'States and parts' }

/** Public: it holds no data. */
export default function DesignPage() {
  return <StateSheet />
}
