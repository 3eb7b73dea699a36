'use client'

import type { FormEvent, ReactNode } from 'react'
import { BrandMark } from '@/components/shell/brand-mark'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'

export interface SignInInput {
  email: string
  password: string
}

const entry = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** The sign-in page's form. `error` says what happened and what to do next; the address typed stays. */
export function SignInForm(props: {
  onSubmit: (input: SignInInput) => void
  pending?: boolean | undefined
  error?: string | undefined
  /** Below the button: in the demo world, who can sign in. */
  children?: ReactNode
}) {
  const { onSubmit, pending = false, error, children } = props
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    if (!pending) onSubmit({ email: entry(data, 'email').trim(), password: entry(data, 'password') })
  }
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 pt-[16dvh] pb-8">
      <div className="w-full max-w-[340px]">
        <p className="flex items-center gap-2.5 font-semibold text-heading">
          <BrandMark size={22} />
          Mini-HaaS
        </p>
        <h1 className="mt-6 mb-4 font-semibold text-code">Sign in</h1>
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
          <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
          <div role="alert" className="empty:hidden">
            {error === undefined ? null : (
              <p className="flex gap-2 rounded-control border border-fail bg-fail-b px-3 py-2">
                <Glyph name="diamond-x" className="mt-0.5 text-fail-x [--gx:var(--fail-b)]" />
                {error}
              </p>
            )}
          </div>
          <Button type="submit" look="primary" busy={pending} className="h-9 w-full glove:h-12">
            Sign in
          </Button>
        </form>
        {children === undefined ? null : <div className="mt-6 text-small text-text2">{children}</div>}
      </div>
    </main>
  )
}
