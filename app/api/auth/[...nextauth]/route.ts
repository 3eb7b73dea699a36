import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { withTrueStatus } from '@/lib/auth/sign-in-answer'

const handler = async (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
  withTrueStatus(await NextAuth(authOptions())(request, context))

export { handler as GET, handler as POST }
