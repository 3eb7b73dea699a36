'use client'

import { classNames } from '@/components/ui/class-names'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import type { ScanAnswer } from './scan-answers'

const looks: Record<ScanAnswer['verdict'], { className: string; glyph: GlyphName }> = {
  yes: { className: 't-free bg-f text-o', glyph: 'ringed-check' },
  no: { className: 't-fail bg-f text-o', glyph: 'diamond-x' },
  kept: { className: 't-warn border-line border-y bg-b text-text', glyph: 'hourglass' },
  look: { className: 't-idle border-line border-y bg-canvas text-text', glyph: 'info' },
}

/** A refusal also has a striped edge: it must differ without colour. */
const stripes = {
  borderTop: '10px solid',
  borderImage: 'repeating-linear-gradient(135deg, var(--o) 0 6px, var(--f) 6px 14px) 10',
} as const

/** The answer to the last scan: full width, solid tone, glyph, word; the code is legible from two metres. */
export function AnswerCard({ answer }: { answer: ScanAnswer }) {
  const { className, glyph } = looks[answer.verdict]
  return (
    <section
      key={answer.id}
      role="alert"
      aria-label={answer.title}
      className={classNames('animate-fade px-4 pt-[18px] pb-4', className)}
      style={answer.verdict === 'no' ? stripes : undefined}
    >
      <p className="flex items-center gap-3 font-semibold text-[19px] leading-[26px] [--gx:var(--f)]">
        <Glyph name={glyph} size={answer.verdict === 'look' ? 24 : answer.verdict === 'kept' ? 28 : 38} />
        {answer.title}
      </p>
      <p
        className={classNames(
          'mono mt-1.5 break-all font-semibold tracking-[-0.04em]',
          answer.code.length > 14 ? 'text-place' : 'text-scan',
        )}
      >
        {answer.code}
      </p>
      <p className="mt-0.5 text-pretty font-medium text-[22px] leading-7">{answer.lead}</p>
      {answer.note === '' ? null : <p className="mt-1.5 text-pretty text-[15px] leading-[21px]">{answer.note}</p>}
      {answer.warnings.map((warning) => (
        <p key={warning} className="mt-1.5 flex gap-2 font-semibold text-[15px] leading-[21px]">
          <Glyph name="triangle" size={16} className="mt-0.5" />
          {warning}
        </p>
      ))}
    </section>
  )
}
