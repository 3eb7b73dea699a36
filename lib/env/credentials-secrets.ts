import { EnvironmentError, secretOf } from './env'

/**
 * What passwords of BMCs are sealed with, the first one for new ones: HAAS_CREDENTIALS_KEY, or where there is none the secret
 * that sessions are signed with. Throws `EnvironmentError` without either: a worker that reads such passwords needs the same.
 */
export function credentialsSecrets(source: Record<string, string | undefined>): string[] {
  const secrets = [source.HAAS_CREDENTIALS_KEY, source.NEXTAUTH_SECRET].flatMap((value) => secretOf(value ?? '') ?? [])
  if (secrets.length === 0) {
    throw new EnvironmentError(['HAAS_CREDENTIALS_KEY is not set; it wants the one that the web process has'])
  }
  return secrets
}
