import { invalid } from '../../domain/errors'

/** Refuses (400) a list that names one component twice, at the second. */
export function checkFirmwareNames(list: readonly { component: string }[], path: string): void {
  const seen = new Set<string>()
  for (const [index, { component }] of list.entries()) {
    if (seen.has(component)) {
      throw invalid({ path: `${path}.${index}.component`, message: `${component} is named twice` })
    }
    seen.add(component)
  }
}
