import { spanText } from '@/components/ui/time-text'

/** Why a sign-in was refused: next-auth hands on one word, see lib/auth/options. */
export function signInRefusal(error: string | null | undefined): string {
  const seconds = /^rate-limited:(\d{1,6})$/.exec(error ?? '')?.[1]
  if (seconds !== undefined) {
    return `Too many attempts from here. Try again in ${spanText(Number(seconds) * 1_000)}.`
  }
  if (error === 'CredentialsSignin') return 'No one has this e-mail with this password. Check both and try again.'
  return 'The sign-in could not be checked just now. Nothing is wrong with your password: try again in a moment.'
}
