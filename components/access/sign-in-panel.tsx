'use client'

import { signIn } from 'next-auth/react'
import { useState, useSyncExternalStore } from 'react'
import { SignInForm, type SignInInput } from './sign-in-form'
import { signInRefusal } from './sign-in-refusal'

/** Signs in and goes back to where one came from; a refusal stands in the form, and what was typed stays. */
export function SignInPanel({ returnTo }: { returnTo: string }) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  // Before the page's script runs the browser itself would send the form, to nowhere, and lose what was typed.
  const ready = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )

  const submit = async (input: SignInInput) => {
    setPending(true)
    setError(undefined)
    try {
      const answer = await signIn('credentials', { ...input, redirect: false })
      if (answer?.ok === true) {
        // A whole load: nothing of the page before, rendered for nobody, stays in the router's cache.
        window.location.assign(returnTo)
        return
      }
      setError(signInRefusal(answer?.error))
    } catch {
      setError('The server could not be reached. Check the network and try again.')
    }
    setPending(false)
  }

  return <SignInForm onSubmit={(input) => void submit(input)} pending={pending || !ready} error={error} />
}
