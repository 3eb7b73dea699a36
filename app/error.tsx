'use client'

import { PageFailure } from '@/components/shell/page-failure'

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto min-h-dvh max-w-[560px] pt-[12dvh]">
      <PageFailure error={error} retry={reset} />
    </main>
  )
}
