/** The wizard's steps, as they stand in its address. */
export const WIZARD_STEPS = ['who', 'what', 'plan', 'commit'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]
