/**
 * Where to go after signing in: a path of this site, or the start page. Anything that a browser could read as another
 * site (`//host`, `/\host`, a scheme, control characters) is the start page.
 */
export function returnPath(given: string | readonly string[] | undefined): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[^\p{Cc}\\]*$/u.test(given)) return '/'
  return given.startsWith('/sign-in') || given.startsWith('/api/') ? '/' : given
}
