'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { createRule, deleteRule, editRule } from '@/lib/actions/telemetry-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { createRuleInput, type RuleView } from '@/lib/contracts/telemetry/rule'
import { DryRunPanel } from './dry-run-panel'
import { changesOf, createInputOf, draftErrors, draftOf, NEW_RULE } from './rule-draft'
import { RuleFields } from './rule-fields'
import type { RuleLocks } from './rule-locks'
import { ruleInWords } from './rule-words'

const SHOWN = ['kind', 'field', 'threshold', 'windowMinutes', 'stillAfterMinutes', 'ticketType', 'priority', 'partKind']

/** A rule with all of its conditions, and beside it what it would have done, as one types. */
export function RuleDialog(props: { rule: RuleView | 'new' | null; locks: RuleLocks; onClose: () => void }) {
  const { rule, locks, onClose } = props
  return (
    <Dialog
      title={rule === 'new' ? 'New rule' : rule === null ? '' : `Rule for ${rule.kind}`}
      open={rule !== null}
      width={960}
      onClose={onClose}
    >
      {rule === null ? null : (
        <RuleForm
          key={rule === 'new' ? 'new' : rule.id}
          rule={rule === 'new' ? null : rule}
          locks={locks}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function RuleForm({ rule, locks, onClose }: { rule: RuleView | null; locks: RuleLocks; onClose: () => void }) {
  const [draft, setDraft] = useState(rule === null ? NEW_RULE : draftOf(rule))
  // What was loaded is what is changed: somebody else's change in between is refused, not written over.
  const [version] = useState(rule?.version)
  const [tried, setTried] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const options = { onDone: onClose, changes: () => [{ entity: 'telemetry-rule', key: rule?.id ?? 'new' }] }
  const creating = useCommand(createRule, options)
  const editing = useCommand(editRule, options)
  const { problem } = rule === null ? creating : editing
  const errors = draftErrors(draft)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (errors.size > 0) return
    if (rule !== null) {
      const ifMatch = version === undefined ? {} : { ifMatch: [version] }
      void editing.run({ id: rule.id, ...changesOf(draft), ...ifMatch })
      return
    }
    const whole = createRuleInput.safeParse(createInputOf(draft))
    if (whole.success) void creating.run(whole.data)
  }
  if (deleting && rule !== null) return <DeleteRule rule={rule} onKeep={() => setDeleting(false)} onDone={onClose} />
  return (
    <form noValidate onSubmit={submit}>
      <div className="grid grid-cols-[320px_minmax(0,1fr)] gap-x-6 gap-y-4 max-desk:grid-cols-1">
        <div className="flex flex-col gap-3">
          <RuleFields
            draft={draft}
            onChange={setDraft}
            isNew={rule === null}
            error={(path) => fieldError(problem, path) ?? (tried ? errors.get(path) : undefined)}
          />
          <ProblemNote problem={problem} shownFields={SHOWN} className="empty:hidden" />
        </div>
        <DryRunPanel draft={draft} id={rule?.id ?? null} />
      </div>
      <div className="sticky -bottom-3 z-1 -mx-4 max-tab:static mt-3 -mb-3 border-line border-t bg-raised px-4 pb-3 [&>div]:mt-3">
        <DialogFooter>
          {rule === null ? null : (
            <span className="mr-auto max-tab:mr-0 max-tab:contents">
              <Button look="danger" disabledReason={locks.remove} onClick={() => setDeleting(true)}>
                Delete…
              </Button>
            </span>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={creating.pending || editing.pending}>
            {rule === null ? 'Add rule' : 'Save rule'}
          </Button>
        </DialogFooter>
      </div>
    </form>
  )
}

function DeleteRule({ rule, onKeep, onDone }: { rule: RuleView; onKeep: () => void; onDone: () => void }) {
  const command = useCommand(deleteRule, {
    onDone,
    changes: () => [{ entity: 'telemetry-rule', key: rule.id }],
  })
  return (
    <>
      <p className="mb-2 font-medium">{ruleInWords(rule)}</p>
      <p className="text-pretty text-text2">
        Deleted, it opens nothing any more; tickets that it opened stay. To come back to it later, switch it off
        instead.
      </p>
      <ProblemNote problem={command.problem} className="mt-3 empty:hidden" />
      <DialogFooter>
        <Button autoFocus onClick={onKeep}>
          Keep it
        </Button>
        <Button
          look="danger"
          busy={command.pending}
          onClick={() => void command.run({ id: rule.id, ifMatch: [rule.version] })}
        >
          Delete rule
        </Button>
      </DialogFooter>
    </>
  )
}
