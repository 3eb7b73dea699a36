/**
 * Arrays as PostgreSQL's own literals, for statements that take thousands of values: one string goes through Prisma and the
 * driver, where an array would be walked and copied value by value at each layer. Cast the parameter to the array's type.
 */
export function intArray(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** Of bigint keys. */
export const idArray = (values: readonly bigint[]): string => `{${values.join(',')}}`

/**
 * Of values that hold neither quote, backslash, comma, brace nor blank and are not empty, such as codes, hashes and times: none of
 * them is looked into, and none is quoted, as Prisma would escape each quote.
 */
export function codeArray(values: readonly string[]): string {
  const list = values.join(',')
  return NULL_AMONG.test(list) ? `{"${values.join('","')}"}` : `{${list}}`
}

/** A code that PostgreSQL would take for no value. */
const NULL_AMONG = /(?:^|,)null(?:,|$)/i

export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`
