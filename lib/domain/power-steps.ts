/** Most that a server of each step draws, in W: how elevations are coloured by power. */
export const POWER_STEPS = [400, 800, 1200] as const

/** The step of a draw, 0 lowest; null where the model does not say. */
export function powerStep(watts: number | undefined): number | null {
  return watts === undefined ? null : POWER_STEPS.filter((most) => watts > most).length
}
