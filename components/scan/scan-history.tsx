import Link from 'next/link'
import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import { scanWords } from '@/lib/domain/scan-words'
import type { ScanAnswer } from './scan-answers'

/** The scans before the last, newest first. */
export function ScanHistory({ answers }: { answers: readonly ScanAnswer[] }) {
  if (answers.length === 0) return null
  return (
    <section className="px-4 pt-1">
      <h2 className="pt-2 text-[13px] text-text2 leading-5">Before</h2>
      <ul>
        {answers.map((answer) => (
          <li key={answer.id} className="border-line border-b last:border-b-0">
            <Line answer={answer}>
              <span className={`t-${scanWords[answer.verdict].tone} flex flex-none text-x`}>
                <Glyph name={scanWords[answer.verdict].glyph} size={16} title={scanWords[answer.verdict].word} />
              </span>
              <b className="mono flex-none font-medium">{answer.code}</b>
              <span className="min-w-0 flex-1 truncate text-text2">{answer.short}</span>
              <span className="text-text3">
                <Time at={answer.at} look="clock" />
              </span>
            </Line>
          </li>
        ))}
      </ul>
    </section>
  )
}

const look = 'flex h-11 items-center gap-2 whitespace-nowrap text-title'

function Line({ answer, children }: { answer: ScanAnswer; children: ReactNode }) {
  if (!answer.server) return <div className={look}>{children}</div>
  return (
    <Link href={`/servers/${encodeURIComponent(answer.code)}`} prefetch={false} className={look}>
      {children}
    </Link>
  )
}
