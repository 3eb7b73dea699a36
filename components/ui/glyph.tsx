import { iconGlyphs, stateGlyphs } from './glyph-paths'

export type GlyphName = keyof typeof stateGlyphs | keyof typeof iconGlyphs

const grid = {
  viewBox: '0 0 16 16',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const glyphs = { ...iconGlyphs, ...stateGlyphs }

/**
 * One glyph on the 16 px grid, 1.5 px round stroke, in the colour of the text around it.
 * Decoration by default; give `title` where it stands alone, so that it is announced and has a tooltip.
 * `size` in px: 14 in text (default), 12 in notes, 16 and 18 where it leads.
 */
export function Glyph(props: {
  name: GlyphName
  size?: number | undefined
  title?: string | undefined
  className?: string | undefined
}) {
  const { name, size = 14, title, className } = props
  const look = className === undefined ? 'inline-block flex-none' : `inline-block flex-none ${className}`
  if (title === undefined) {
    return (
      <svg {...grid} width={size} height={size} className={look} aria-hidden="true">
        {glyphs[name]}
      </svg>
    )
  }
  return (
    <svg {...grid} width={size} height={size} className={look} role="img" aria-label={title}>
      <title>{title}</title>
      {glyphs[name]}
    </svg>
  )
}
