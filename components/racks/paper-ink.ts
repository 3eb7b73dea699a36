import type { CSSProperties } from 'react'

const tones = ['idle', 'free', 'held', 'work', 'live', 'warn', 'fail']

/** The page's colour tokens as ink: black on white, patterns do what tones do on a screen. */
export const PAPER: Readonly<Record<string, string>> = {
  canvas: '#fff',
  surface: '#fff',
  sunken: '#fff',
  raised: '#fff',
  line: '#ddd',
  line2: '#666',
  control: '#666',
  text: '#000',
  text2: '#000',
  text3: '#333',
  accent: '#000',
  gx: '#000',
  ...Object.fromEntries(
    tones.flatMap((tone) => [
      [tone, '#000'],
      [`${tone}-x`, '#000'],
      [`${tone}-b`, '#fff'],
      [`${tone}-o`, '#fff'],
    ]),
  ),
}

/** The same for a part of a page: below it every token is ink. */
export const paperStyle: CSSProperties = Object.fromEntries(
  Object.entries(PAPER)
    .filter(([token]) => token !== 'gx')
    .map(([token, ink]) => [`--${token}`, ink]),
)
