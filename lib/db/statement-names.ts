/** Beyond so many texts a process repeats itself no more: lists of values in a text make ever new ones. */
const MOST = 1_000
const UNNAMED = ''

/**
 * Begins a text that is planned for its values each time: a filter that leaves five of a million and one that leaves half of
 * them want different plans, and a prepared statement has one for both.
 */
export const PLANNED_FOR_VALUES = '/* planned for its values */'

/**
 * Names for prepared statements, one for each text: PostgreSQL then parses and plans a text once a connection, not at every
 * call. Texts beyond the first thousand get none, so that no connection keeps more.
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    if (sql.startsWith(PLANNED_FOR_VALUES)) return UNNAMED
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= MOST) return UNNAMED
    const name = `haas_${names.size + 1}`
    names.set(sql, name)
    return name
  }
}
