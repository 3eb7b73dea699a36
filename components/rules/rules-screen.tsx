'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { Toolbar } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { RuleView } from '@/lib/contracts/telemetry/rule'
import { ticketTypeWords } from '@/lib/domain/state-words'
import type { RuleLocks } from './rule-locks'
import { RULES_SHOWN, rulesQuery } from './rule-queries'
import { RuleSwitch } from './rule-switch'
import { conditionInWords, ruleInWords } from './rule-words'
import { useRuleSwitch } from './use-rule-switch'

/** Fetched when it is first opened: it judges a rule as the server does, with the same contract. */
const RuleDialog = dynamic(() => import('./rule-dialog').then((module) => module.RuleDialog), { ssr: false })

/** What opens tickets by itself: every rule in words, each to be switched, changed after a dry run, or deleted. */
export function RulesScreen({ first, locks }: { first: Page<RuleView>; locks: RuleLocks }) {
  const { view, problem } = useFresh(first, rulesQuery())
  const [chosen, setChosen] = useState<string | 'new' | null>(null)
  const { isOn, isSwitching, flip } = useRuleSwitch()
  const rule = view.items.find((one) => one.id === chosen) ?? null
  return (
    <>
      {problem === null ? null : (
        <Banner glyph="offline" title="These rules may be old.">
          {problem.detail}
        </Banner>
      )}
      <Toolbar
        label="Rules"
        end={
          <Button look="primary" glyph="plus" disabledReason={locks.create} onClick={() => setChosen('new')}>
            New rule
          </Button>
        }
      >
        <p className="text-pretty text-text2">What opens a ticket by itself. A change counts from the next event on.</p>
      </Toolbar>
      <DataTable
        label="Rules"
        columns={columnsOf({ locks, isOn, isSwitching, flip, edit: setChosen })}
        rows={view.items}
        rowKey={(one) => one.id}
        changeKey={(one) => `telemetry-rule:${one.id}`}
        height={38}
        empty={
          <EmptyState title="No rules">
            Events are kept, and open nothing by themselves. Add a rule for each kind that should open a ticket.
          </EmptyState>
        }
      />
      {view.nextCursor === undefined ? null : (
        <p className="px-4 py-3 text-text2">The first {RULES_SHOWN} rules are shown; the API lists all.</p>
      )}
      {chosen === null ? null : (
        <RuleDialog rule={chosen === 'new' ? 'new' : rule} locks={locks} onClose={() => setChosen(null)} />
      )}
    </>
  )
}

function columnsOf(about: {
  locks: RuleLocks
  isOn: (rule: RuleView) => boolean
  isSwitching: (rule: RuleView) => boolean
  flip: (rule: RuleView) => void
  edit: (id: string) => void
}): readonly Column<RuleView>[] {
  const { locks, isOn, isSwitching, flip, edit } = about
  return [
    {
      key: 'kind',
      head: 'Of events',
      width: 'min(190px, 21vw)',
      phone: 'lead',
      cell: (rule) => <CodeText strong>{rule.kind}</CodeText>,
    },
    { key: 'condition', head: 'Where', cell: (rule) => conditionInWords(rule) },
    {
      key: 'opens',
      head: 'Opens',
      width: 'min(230px, 17vw)',
      cell: (rule) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Glyph name="arrow-right" size={12} className="text-text3 tab:hidden" />
          {ticketTypeWords[rule.ticketType]}
          {rule.partKind === undefined ? null : <span className="text-text3">needs {rule.partKind}</span>}
        </span>
      ),
    },
    {
      key: 'priority',
      head: 'Priority',
      width: 'min(110px, 12vw)',
      cell: (rule) => <StateMark kind="priority" state={rule.priority} />,
    },
    {
      key: 'on',
      head: 'State',
      width: '90px',
      phone: 'trail',
      cell: (rule) => (
        <RuleSwitch name={ruleInWords(rule)} on={isOn(rule)} lock={locks.edit} onFlip={() => flip(rule)} />
      ),
    },
    {
      key: 'edit',
      head: <span className="sr-only">Edit</span>,
      width: '90px',
      align: 'end',
      phone: 'trail',
      cell: (rule) => (
        <Button
          look="quiet"
          // What is edited then is what the switch made of it, not what it was before.
          disabledReason={locks.edit ?? (isSwitching(rule) ? 'It is being switched.' : null)}
          reasonAt="tooltip"
          onClick={() => edit(rule.id)}
        >
          Edit…<span className="sr-only"> {ruleInWords(rule)}</span>
        </Button>
      ),
    },
  ]
}
