'use client'

import { PageFailure } from '@/components/shell/page-failure'
import { PageTitle } from '@/components/shell/page-title'

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto min-h-dvh max-w-[560px] pt-[12dvh]">
      <PageTitle names={['Failed']} />
      <PageFailure error={error} retry={reset} />
    </main>
  )
}
