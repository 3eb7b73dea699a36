/** Text as it is in a pattern for LIKE: its signs stand for themselves. */
export function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
