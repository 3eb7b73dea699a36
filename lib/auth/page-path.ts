/** A page's search parameters as Next gives them. */
export type PageParams = Record<string, string | string[] | undefined>

/** The page's own address with its parameters, to come back to after signing in. */
export function pagePath(path: string, params: PageParams): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) search.append(name, one)
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A parameter that stands once: the first of a repeated one; empty counts as absent. */
export function paramOf(params: PageParams, name: string): string | undefined {
  const value = params[name]
  const one = typeof value === 'string' ? value : value?.[0]
  return one === '' ? undefined : one
}

/** A parameter that may be repeated. */
export function paramsOf(params: PageParams, name: string): string[] {
  const value = params[name]
  return (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one !== '')
}
