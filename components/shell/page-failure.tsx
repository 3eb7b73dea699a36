'use client'

import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

/** What an error boundary shows: the digest names the error in the server's log. */
export function PageFailure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      requestId={error.digest}
      action={
        <Button look="primary" glyph="retry" onClick={retry}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side, and nothing was changed. If it stays so, the number below finds it in the log.
    </ErrorState>
  )
}
