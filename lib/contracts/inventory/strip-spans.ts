/** How far back strips of telemetry go; the browser draws the choice from it. */
export const STRIP_SPANS = ['24h', '7d', '30d'] as const
export type StripSpan = (typeof STRIP_SPANS)[number]
