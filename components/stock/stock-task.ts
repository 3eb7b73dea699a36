/** What a dialog is to do, with one part in one warehouse, or (null) with any part in any warehouse. */
export interface StockTask {
  kind: 'receive' | 'take-out' | 'transfer' | 'count' | 'minimum'
  part: TaskPart | null
  /** The serial of a piece that is received again. */
  serial?: string | undefined
}

export interface TaskPart {
  sku: string
  warehouse: string
  available: number
  reserved: number
}

export interface WarehouseChoice {
  code: string
  datacenter: string
}

/** What each form of a dialog is given. */
export interface TaskProps {
  part: TaskPart | null
  warehouses: readonly WarehouseChoice[]
  serial?: string | undefined
  onClose: () => void
}
