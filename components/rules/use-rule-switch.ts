'use client'

import { useState } from 'react'
import { editRule } from '@/lib/actions/telemetry-actions'
import { useCommand } from '@/lib/client/use-command'
import type { RuleView } from '@/lib/contracts/telemetry/rule'

/** Switches rules at once on the screen; a refusal takes it back and a toast gives the server's reason. */
export function useRuleSwitch(): {
  isOn: (rule: RuleView) => boolean
  /** It was switched, and the list does not say so yet. */
  isSwitching: (rule: RuleView) => boolean
  flip: (rule: RuleView) => void
} {
  const [laid, setLaid] = useState<ReadonlyMap<string, { on: boolean; version: number }>>(new Map())
  const lay = (id: string, state: { on: boolean; version: number } | null) =>
    setLaid((before) => {
      const after = new Map(before)
      if (state === null) after.delete(id)
      else after.set(id, state)
      return after
    })
  const command = useCommand(editRule, {
    optimistic: ({ id, enabled }) => {
      lay(id, { on: enabled ?? true, version: Number.POSITIVE_INFINITY })
      return () => lay(id, null)
    },
    changes: (rule) => [{ entity: 'telemetry-rule', key: rule.id }],
    onDone: (rule) => lay(rule.id, { on: rule.enabled, version: rule.version }),
    rollbackTitle: () => 'The rule stays as it was',
  })
  const isOn = (rule: RuleView) => {
    const state = laid.get(rule.id)
    return state === undefined || state.version < rule.version ? rule.enabled : state.on
  }
  const isSwitching = (rule: RuleView) => (laid.get(rule.id)?.version ?? 0) > rule.version
  return { isOn, isSwitching, flip: (rule) => void command.run({ id: rule.id, enabled: !isOn(rule) }) }
}
