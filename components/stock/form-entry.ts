/** What stands in a field of a form, without blanks around it; empty where there is none. */
export function formEntry(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
