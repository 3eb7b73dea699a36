/** What an elevation colours its servers by. Apart from the contracts that use it: the browser needs it without zod. */
export const COLOURS = ['state', 'health', 'order', 'model', 'firmware', 'power'] as const
export type Colour = (typeof COLOURS)[number]
