/** Why each button is locked for this person, in words; null where it is not. */
export interface JobLocks {
  retry: string | null
  skip: string | null
  cancel: string | null
  /** Adding a firmware path, and changing the target of a model. */
  addPath: string | null
  changeTarget: string | null
}
