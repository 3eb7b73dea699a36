'use client'

import { useEffect, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { OBJECTIVES } from '@/lib/domain/planning/plan'
import { objectiveWords } from './plan-words'

const ROWS = [
  'Servers',
  'Models',
  'Cost a month',
  'Stranded cores',
  'Stranded RAM, GB',
  'Stranded NVMe, GB',
  'Power, W',
  'Racks',
]

/** While the plans are worked out: the page's own lines, what is being done, and for how long. */
export function CompareProgress() {
  const seconds = useSeconds()
  return (
    <>
      <p role="status" className="flex min-h-11 items-center gap-2 border-line border-b px-4 text-text2">
        <Glyph name="clock" />
        Working out six plans over the same inventory…
        <span aria-hidden className="text-text3">
          {seconds < 1 ? '' : `${seconds} s`}
        </span>
        {seconds < 4 ? null : <span className="text-text3">Many servers and racks take some seconds.</span>}
      </p>
      <table aria-hidden className="w-full table-fixed border-collapse">
        <tbody>
          <tr>
            <td className="w-[140px] max-tab:w-[120px]" />
            {OBJECTIVES.map((objective) => (
              <td
                key={objective}
                className="h-11 truncate border-line border-b border-l px-3 font-semibold text-text3 max-tab:hidden"
              >
                {objectiveWords[objective]}
              </td>
            ))}
            <td className="tab:hidden" />
          </tr>
          {ROWS.map((row, index) => (
            <tr key={row}>
              <td
                className={`border-line border-b px-4 font-medium text-text3 ${index < 2 ? 'h-20 py-2.5 align-top' : 'h-[31px]'}`}
              >
                {row}
              </td>
              {OBJECTIVES.map((objective) => (
                <td key={objective} className="border-line border-b border-l px-3 max-tab:hidden">
                  <span className={`block bg-sunken ${index === 0 ? 'h-7 w-14' : 'h-2.5 w-2/3'}`} />
                </td>
              ))}
              <td className="border-line border-b px-3 tab:hidden">
                <span className={`block bg-sunken ${index === 0 ? 'h-7 w-14' : 'h-2.5 w-2/3'}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
