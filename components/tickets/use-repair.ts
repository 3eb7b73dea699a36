'use client'

import { useRef, useState } from 'react'
import { answerAloud } from '@/components/scan/scan-sounds'
import { scanTicket, undoScan, verifyRepair } from '@/lib/actions/ticket-actions'
import type { Problem } from '@/lib/client/problem'
import { type Command, useCommand } from '@/lib/client/use-command'
import type { TicketScanView } from '@/lib/contracts/tickets/repair'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { RepairAnswerView } from './repair-answer'

const yes: Record<TicketScanView['did'], string> = {
  'server-confirmed': 'Right server',
  'part-removed': 'Taken out',
  'part-installed': 'Put in',
  'serial-noted': 'Serial noted',
}

const no: Record<string, string> = {
  'wrong-server': 'Wrong server',
  'wrong-part': 'Wrong part',
  'step-not-due': 'Not yet',
  forbidden: 'Not allowed',
  unreachable: 'Not sent',
}

export interface Repair {
  answer: RepairAnswerView | null
  /** The ticket as the last step's answer had it; a refresh that was under way may be older. */
  latest: TicketView | null
  busy: boolean
  scan: (code: string, force?: { component: string; note: string }) => void
  undo: () => void
  verify: Command<Parameters<typeof verifyRepair>[0], TicketView>
  dismiss: () => void
  /** What another command answered. */
  show: (ticket: TicketView) => void
}

/** The scans of one repair and what was answered to the last; a hand scanner is faster than a network, so they queue. */
export function useRepair(number: string): Repair {
  const [latest, setLatest] = useState<TicketView | null>(null)
  const [answer, setAnswer] = useState<RepairAnswerView | null>(null)
  const count = useRef(0)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const say = (given: Omit<RepairAnswerView, 'id'>) => {
    count.current += 1
    setAnswer({ ...given, id: count.current })
    answerAloud(given.verdict)
  }
  const refused = (problem: Problem, code: string) => {
    const { component } = problem
    const forcible = problem.forcible === true && typeof component === 'string' ? { component } : null
    say({ verdict: 'no', title: no[problem.code] ?? 'Not taken', code, lead: problem.detail, forcible })
  }
  const changes = () => [{ entity: 'ticket', key: number }]
  const scans = useCommand(scanTicket, {
    changes,
    onDone: ({ did, message, ticket }, { code }) => {
      setLatest(ticket)
      say({ verdict: 'yes', title: yes[did], code, lead: message, forcible: null })
    },
    onProblem: (problem, { code }) => refused(problem, code),
  })
  const undos = useCommand(undoScan, {
    changes,
    onDone: (ticket) => {
      setLatest(ticket)
      say({ verdict: 'yes', title: 'Taken back', code: '', lead: 'The last scan does not count.', forcible: null })
    },
    onProblem: (problem) => refused(problem, ''),
  })
  const verify = useCommand(verifyRepair, {
    changes,
    onDone: (ticket) => {
      setLatest(ticket)
      setAnswer(null)
    },
  })
  const enqueue = (work: () => Promise<unknown>) => {
    queue.current = queue.current.then(work)
  }
  return {
    answer,
    latest,
    busy: scans.pending || undos.pending,
    scan: (code, force) =>
      enqueue(() =>
        scans.run({
          number,
          code: code.trim().slice(0, 128),
          ...(force === undefined ? {} : { force: true, ...force }),
        }),
      ),
    undo: () => enqueue(() => undos.run({ number })),
    verify,
    dismiss: () => setAnswer(null),
    show: setLatest,
  }
}
