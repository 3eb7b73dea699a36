/** Why each button is locked for this person, in words; null where it is not. */
export interface StockLocks {
  move: string | null
  transfer: string | null
  count: string | null
  edit: string | null
  create: string | null
  editPart: string | null
  sendBack: string | null
  scrap: string | null
}
