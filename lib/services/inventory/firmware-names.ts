import { invalid } from '../../domain/errors'

/** Refuses (400) a list that names one component twice, however it is written, at the second. */
export function checkFirmwareNames(list: readonly { component: string }[], path: string): void {
  const seen = new Set<string>()
  for (const [index, { component }] of list.entries()) {
    const name = component.toLowerCase()
    if (seen.has(name)) {
      throw invalid({ path: `${path}.${index}.component`, message: `${component} is named twice` })
    }
    seen.add(name)
  }
}
