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
      <p
        role="status"
        className="flex min-h-11 flex-wrap items-center gap-x-2 border-line border-b px-4 py-2 text-text2"
      >
        <Glyph name="clock" />
        Working out six plans over the same inventory…
        <span aria-hidden className="text-text3">
          {seconds < 1 ? '' : `${seconds} s`}
        </span>
        {seconds < 4 ? null : <span className="text-text3">Many servers and racks take some seconds.</span>}
      </p>
      <table aria-hidden className="w-full table-fixed border-collapse max-tab:hidden">
        <tbody>
          <tr>
            <td className="w-[150px] border-line border-b" />
            {OBJECTIVES.map((objective) => (
              <td key={objective} className="h-11 truncate border-line border-b border-l px-3 font-semibold text-text3">
                {objectiveWords[objective]}
              </td>
            ))}
          </tr>
          {ROWS.map((row, index) => (
            <tr key={row}>
              <td className={`whitespace-nowrap pl-4 font-medium text-text3 ${cell(index)}`}>{row}</td>
              {OBJECTIVES.map((objective) => (
                <td key={objective} className={`border-l px-3 ${cell(index)}`}>
                  <Bar tall={index === 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div aria-hidden className="grid grid-cols-2 gap-2 p-4 tab:hidden">
        {OBJECTIVES.map((objective) => (
          <div key={objective} className="flex h-20 flex-col gap-2 rounded-overlay border border-line px-3 py-2">
            <span className="font-medium text-small text-text3">{objectiveWords[objective]}</span>
            <Bar tall />
          </div>
        ))}
      </div>
    </>
  )
}

const cell = (index: number) => `border-line border-b ${index < 2 ? 'h-20 py-2.5 align-top' : 'h-[31px]'}`

function Bar({ tall }: { tall: boolean }) {
  return <span className={`block bg-sunken ${tall ? 'h-7 w-14' : 'h-2.5 w-2/3'}`} />
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
