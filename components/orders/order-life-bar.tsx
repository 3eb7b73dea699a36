import { Fragment, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { orderWords } from '@/lib/domain/state-words'
import type { LifeStep } from './order-life'

/**
 * Where the order stands in its life; what is to come is quiet.
 * @param props.about when it will be active, as far as that is known
 */
export function OrderLifeBar({ steps, about }: { steps: readonly LifeStep[]; about?: ReactNode }) {
  return (
    <ol
      aria-label="Life of the order"
      data-line
      className="flex min-h-[42px] items-stretch border-line border-y bg-canvas px-4 max-desk:flex-wrap max-desk:gap-x-4 max-desk:py-1"
    >
      {steps.map((step, index) => (
        <Fragment key={step.state}>
          {index === 0 ? null : (
            <li aria-hidden className="mx-3.5 h-px min-w-3 flex-1 self-center bg-line2 max-desk:hidden" />
          )}
          <li
            aria-current={step.when === 'now' ? 'step' : undefined}
            className={classNames(
              `t-${orderWords[step.state].tone}`,
              'flex items-center gap-2 whitespace-nowrap',
              step.when === 'now'
                ? '-my-px bg-b px-2.5 shadow-[inset_0_-2px_0_var(--f)] [--gx:var(--b)] max-desk:my-0 max-desk:py-1'
                : 'max-desk:py-1 [--gx:var(--canvas)]',
            )}
          >
            <ToneMark
              mark={step.when === 'to-come' ? { ...orderWords[step.state], tone: 'idle' } : orderWords[step.state]}
            />
            {step.when === 'to-come' ? <span className="sr-only">to come</span> : null}
            {step.state === 'ACTIVE' && step.when === 'to-come' ? about : null}
            {step.at === undefined ? null : (
              <span className="text-small text-text3">
                {step.when === 'now' ? 'since ' : ''}
                <Time at={step.at} />
              </span>
            )}
          </li>
        </Fragment>
      ))}
    </ol>
  )
}
