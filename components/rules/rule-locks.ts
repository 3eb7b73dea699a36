/** Why each of it may not be done by this person, or null. */
export interface RuleLocks {
  create: string | null
  edit: string | null
  remove: string | null
}
