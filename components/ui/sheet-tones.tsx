import type { Tone } from '@/lib/domain/state-words'

/** Each tone's fill as a protan, a deutan and a tritan eye sees it: light theme, dark theme. */
const tones: readonly { tone: Tone; meaning: string; seen: readonly (readonly [string, string])[] }[] = [
  {
    tone: 'idle',
    meaning: 'not here, ended, quiet',
    seen: [
      ['#828489', '#84868b'],
      ['#818389', '#83858b'],
      ['#7d8586', '#7f8788'],
    ],
  },
  {
    tone: 'free',
    meaning: 'to be had, done, OK',
    seen: [
      ['#656154', '#e2d6ab'],
      ['#595956', '#d2cbb1'],
      ['#006a63', '#5de3d5'],
    ],
  },
  {
    tone: 'held',
    meaning: 'promised',
    seen: [
      ['#004e99', '#4780da'],
      ['#2a5394', '#678ad3'],
      ['#71465f', '#bd7292'],
    ],
  },
  {
    tone: 'work',
    meaning: 'being worked on',
    seen: [
      ['#7596da', '#a7b8e4'],
      ['#5b85d6', '#96abe1'],
      ['#00a6ac', '#00c6c8'],
    ],
  },
  {
    tone: 'live',
    meaning: 'in use',
    seen: [
      ['#2d3240', '#56688f'],
      ['#2a303f', '#4f628c'],
      ['#1e3536', '#356e73'],
    ],
  },
  {
    tone: 'warn',
    meaning: 'waits, mending, warns',
    seen: [
      ['#948200', '#c7af00'],
      ['#a2900b', '#d5be1c'],
      ['#ca6f6c', '#ff9b94'],
    ],
  },
  {
    tone: 'fail',
    meaning: 'wrong',
    seen: [
      ['#514700', '#766928'],
      ['#796b00', '#9c8b26'],
      ['#d10012', '#f91244'],
    ],
  },
]

const grid =
  'grid h-[34px] grid-cols-[44px_150px_repeat(4,68px)_104px_74px] items-center gap-1.5 max-tab:grid-cols-[44px_repeat(4,minmax(0,1fr))_92px]'

/** The seven tones: fill as seen by four kinds of eye, text on the tint, text on the fill. */
export function SheetTones() {
  return (
    <div>
      <div aria-hidden className={`${grid} h-[22px]! text-small text-text3 max-tab:hidden`}>
        <span className="col-start-3">normal</span>
        <span>protan</span>
        <span>deutan</span>
        <span>tritan</span>
      </div>
      {tones.map(({ tone, meaning, seen }) => (
        <div key={tone} className={`${grid} t-${tone}`}>
          <b>{tone}</b>
          <span className="text-small text-text3 max-tab:hidden">{meaning}</span>
          <span className="h-6 rounded-[2px] bg-f" />
          {seen.map(([light, dark]) => (
            <span
              key={light}
              className="h-6 rounded-[2px]"
              style={{ backgroundColor: `light-dark(${light}, ${dark})` }}
            />
          ))}
          <span className="rounded-chip bg-b px-2 py-[3px] font-medium text-x max-tab:text-small">Text on tint</span>
          <span className="rounded-chip bg-f px-2 py-[3px] font-medium text-o max-tab:hidden">On fill</span>
        </div>
      ))}
    </div>
  )
}
