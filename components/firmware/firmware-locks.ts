/** Why each button is locked for this person, in words; null where it is not. */
export interface FirmwareLocks {
  create: string | null
  edit: string | null
  remove: string | null
  target: string | null
}
