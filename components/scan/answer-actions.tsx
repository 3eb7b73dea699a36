'use client'

import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { ActionBar, OpenServer, wideAction } from './action-bar'
import type { NextLocks } from './next-locks'
import type { ScanAnswer } from './scan-answers'
import type { Scanner } from './use-scanner'

const loadNext = () => import('./answer-next').then((module) => module.AnswerNext).catch(() => NotLoaded)
/** Fetched with the first answer of the server: what is kept on the device needs none of it. Its place is kept meanwhile. */
const AnswerNext = dynamic(loadNext, { ssr: false, loading: () => <div className="min-h-[77px]" /> })

/** It was not fetched while there was network: the scan counts all the same. */
function NotLoaded() {
  return null
}

/** Under the answer: what undoes or mends the scan, then what may be done next with what was scanned. */
export function AnswerActions(props: {
  answer: ScanAnswer
  scanner: Scanner
  locks: NextLocks
  /** The box takes the next scan again. */
  onSettled: () => void
}) {
  const { answer, scanner } = props
  const { verdict, server, nearest, href, of, code } = answer
  if (verdict === 'kept') {
    return (
      <ActionBar>
        <Button
          size="touch"
          glyph="undo"
          className={wideAction}
          busy={scanner.busy}
          onClick={() => scanner.undo(answer)}
        >
          Undo
        </Button>
      </ActionBar>
    )
  }
  return (
    <>
      {verdict === 'no' && nearest === null && href === undefined ? (
        <ActionBar>
          <Button
            size="touch"
            glyph="retry"
            className={wideAction}
            busy={scanner.busy}
            onClick={() => scanner.retry(answer)}
          >
            Try again
          </Button>
          {server ? <OpenServer code={code} /> : null}
        </ActionBar>
      ) : null}
      {server || nearest !== null || href !== undefined || of !== undefined ? <AnswerNext {...props} /> : null}
    </>
  )
}
