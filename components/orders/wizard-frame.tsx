import type { ReactNode } from 'react'
import type { Shape } from '@/components/capacity/shape-fit'
import { Crumbs } from '@/components/shell/crumbs'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'
import { WIZARD_STEPS, type WizardStep } from './wizard-steps'

const labels: Record<WizardStep, string> = {
  who: 'Who and where',
  what: 'What',
  plan: 'Compare plans',
  commit: 'Commit',
}

/** The wizard's page: steps, what is asked so far, the step itself, and a foot that always holds back and on. */
export function WizardFrame(props: {
  step: WizardStep
  /** At the right of the steps: saved, discard. */
  aside?: ReactNode
  summary?: ReactNode
  children: ReactNode
  foot: ReactNode
}) {
  const { step, aside, summary, children, foot } = props
  return (
    <div className="flex min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] flex-col">
      <Crumbs items={[{ label: 'Orders', href: '/orders' }, { label: 'New order' }]} />
      <h1 className="sr-only">New order: {labels[step]}</h1>
      <div className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 border-line border-b px-4 py-1">
        <Steps step={step} />
        {aside === undefined ? null : <div className="ml-auto flex items-center gap-2.5">{aside}</div>}
      </div>
      {summary}
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      <div className="sticky bottom-(--shell-foot) z-1 flex min-h-14 flex-wrap items-center gap-x-3.5 gap-y-2 border-line border-t bg-canvas px-4 py-2">
        {foot}
      </div>
    </div>
  )
}

function Steps({ step }: { step: WizardStep }) {
  const now = WIZARD_STEPS.indexOf(step)
  return (
    <ol className="flex items-center" aria-label="Steps of a new order">
      {WIZARD_STEPS.map((name, index) => (
        <li
          key={name}
          aria-current={index === now ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-2 whitespace-nowrap',
            index > 0 &&
              'before:mr-3 before:ml-2.5 before:h-px before:w-7 before:bg-line2 max-tab:before:mx-1.5 max-tab:before:w-3',
            index === now ? 'font-semibold' : index < now ? 'font-medium text-text2' : 'font-medium text-text3',
          )}
        >
          <span
            className={classNames(
              'grid size-5 flex-none place-items-center rounded-full border font-semibold text-note',
              index === now
                ? 'border-accent bg-accent text-on-accent'
                : index < now
                  ? 'border-free text-free-x'
                  : 'border-line2',
            )}
          >
            {index < now ? <Glyph name="check" size={12} /> : index + 1}
          </span>
          <span className={index === now ? undefined : 'max-tab:sr-only'}>{labels[name]}</span>
        </li>
      ))}
    </ol>
  )
}

/** What the order is about, on one line, with the way to change it. */
export function OrderSummary(props: {
  number?: string | undefined
  customer: string
  datacenter: string
  asked: string
  limits?: string | undefined
  action?: ReactNode
}) {
  const { number, customer, datacenter, asked, limits, action } = props
  return (
    <div className="flex min-h-12 items-center gap-x-4 gap-y-2 border-line border-b bg-canvas px-4 py-1 max-tab:flex-col max-tab:items-stretch max-tab:py-2.5">
      <dl className="flex min-w-0 flex-1 flex-wrap items-center gap-x-7 gap-y-1">
        {number === undefined ? null : (
          <SummaryItem term="Order">
            <CodeText strong>{number}</CodeText>
          </SummaryItem>
        )}
        <SummaryItem term="Customer">{customer}</SummaryItem>
        <SummaryItem term="Where">
          <CodeText>{datacenter}</CodeText>
        </SummaryItem>
        <SummaryItem term="Asked">{asked}</SummaryItem>
        {limits === undefined ? null : <SummaryItem term="Limits">{limits}</SummaryItem>}
      </dl>
      {action}
    </div>
  )
}

function SummaryItem({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-note text-text3">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

/** "1,280 cores, 15,360 GB RAM, 700,000 GB NVMe"; what is not asked is left out. */
export function askedText(asked: Shape): string {
  const parts = [
    asked.cpuCores > 0 ? `${formatCount(asked.cpuCores)} cores` : null,
    asked.ramGb > 0 ? `${formatCount(asked.ramGb)} GB RAM` : null,
    asked.nvmeGb > 0 ? `${formatCount(asked.nvmeGb)} GB NVMe` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'nothing yet' : parts.join(', ')
}
