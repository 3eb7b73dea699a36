'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'

/** The answer to a scan of a repair. `forcible`: a person may insist, with a note. */
export interface RepairAnswerView {
  id: number
  verdict: 'yes' | 'no'
  title: string
  code: string
  lead: string
  forcible: { component: string } | null
}

/** A refusal also has a striped edge: it must differ without colour. */
const stripes = {
  borderTop: '10px solid',
  borderImage: 'repeating-linear-gradient(135deg, var(--o) 0 6px, var(--f) 6px 14px) 10',
} as const

/** Full width, solid tone, glyph and words, right above the box: legible at arm's length. */
export function RepairAnswer({ answer, children }: { answer: RepairAnswerView; children?: ReactNode }) {
  const no = answer.verdict === 'no'
  return (
    <section
      key={answer.id}
      role="alert"
      aria-label={answer.title}
      className={classNames(
        '-mx-4 mb-2.5 animate-fade px-4 pt-3 pb-3 [--gx:var(--f)] tab:-mt-2.5',
        no ? 't-fail bg-f text-o' : 't-free bg-f text-o',
      )}
      style={no ? stripes : undefined}
    >
      <p className="flex items-center gap-2.5 font-semibold text-[19px] leading-[26px]">
        <Glyph name={no ? 'diamond-x' : 'ringed-check'} size={28} />
        <span className="min-w-0 flex-1">{answer.title}</span>
        <span className="mono min-w-0 truncate text-[15px]">{answer.code}</span>
      </p>
      <p className="mt-1 text-pretty font-medium text-[18px] leading-6">{answer.lead}</p>
      {children}
    </section>
  )
}
