import { Tabs } from '@/components/ui/tabs'

/** Stock by part and warehouse, and the pieces that are known by a serial of their own, wherever they are. */
export function StockTabs({ current }: { current: 'parts' | 'pieces' }) {
  return (
    <Tabs
      label="Stock"
      tabs={[
        { label: 'Parts', href: '/stock', current: current === 'parts' },
        { label: 'Pieces', href: '/stock/pieces', current: current === 'pieces' },
      ]}
    />
  )
}
