'use client'

import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { dropSketch } from '@/lib/actions/planning-actions'
import { useCommand } from '@/lib/client/use-command'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import { askedOf, asksForSomething } from './order-draft'
import { askedText } from './wizard-frame'
import { wizardHref } from './wizard-href'

/** Orders that were begun, here or on another device, and not placed. */
export function KeptDrafts({ sketches }: { sketches: readonly SketchView[] }) {
  const dropping = useCommand(dropSketch)
  if (sketches.length === 0) return null
  return (
    <Section title="Begun, not placed" note="only you see them">
      <ul>
        {sketches.map(({ id, content, updatedAt }) => (
          <li key={id} className="flex min-h-12 items-center gap-3 border-line border-t py-1 first:border-t-0">
            {/* Loaded anew: the fields of this page are empty, and keep what they hold. */}
            <a
              href={wizardHref(content.customer === '' || content.datacenter === '' ? 'who' : 'what', { kept: id })}
              className="link min-w-0 flex-1"
            >
              <span className="block truncate font-medium">{content.customer || 'No customer yet'}</span>
              <span className="block truncate text-small text-text2">
                {content.datacenter === '' ? null : <CodeText>{content.datacenter}</CodeText>} {wanted(content)}
              </span>
            </a>
            <span className="whitespace-nowrap text-small text-text3">
              <Time at={updatedAt} look="ago" />
            </span>
            <Button look="quiet" glyph="x" iconOnly busy={dropping.pending} onClick={() => void dropping.run({ id })}>
              {`Throw away what is begun for ${content.customer || 'no customer yet'}`}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote problem={dropping.problem} className="empty:hidden" />
    </Section>
  )
}

function wanted(content: SketchView['content']): string {
  if (!asksForSomething(content)) return 'nothing asked yet'
  const servers = content.lines.reduce((sum, { count }) => sum + count, 0)
  return `${content.mode === 'lines' ? `${countOf(servers, 'server')}, ` : ''}${askedText(askedOf(content))}`
}
