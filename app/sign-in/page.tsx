import { redirect } from 'next/navigation'
import { returnPath } from '@/components/access/return-path'
import { SignInPanel } from '@/components/access/sign-in-panel'
import { PageTitle } from '@/components/shell/page-title'
import { currentActor } from '@/lib/auth/page-context'

export default async function SignInPage(props: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const returnTo = returnPath((await props.searchParams).callbackUrl)
  if ((await currentActor()) !== null) redirect(returnTo)
  return (
    <>
      <PageTitle names={['Sign in']} />
      <SignInPanel returnTo={returnTo} />
    </>
  )
}
