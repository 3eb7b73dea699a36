import type { Text } from '@/lib/domain/labels/draw-label'
import { textWidth } from '@/lib/domain/labels/text-width'

const families = { mono: '"IBM Plex Mono", monospace', plain: '"IBM Plex Sans", sans-serif' }

/** One label's black in mm, as it is printed: the same on paper and on a dark page. */
export function LabelDrawing({ path, texts }: { path: string; texts: readonly Text[] }) {
  return (
    <>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
      {texts.map(({ x, y, size, font, text }) => (
        <text
          key={`${y}${text}`}
          x={x}
          y={y}
          fontSize={size}
          fontFamily={families[font]}
          fontWeight={font === 'mono' ? 600 : 400}
          textLength={textWidth(text, font, size)}
          lengthAdjust="spacingAndGlyphs"
          fill="#000"
        >
          {text}
        </text>
      ))}
    </>
  )
}
