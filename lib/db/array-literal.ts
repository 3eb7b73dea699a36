/**
 * Arrays as PostgreSQL's own literals, for statements that take thousands of values: one string goes through Prisma and the
 * driver, where an array would be walked and copied value by value at each layer. Cast the parameter to the array's type.
 */
export function intArray(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** Of values that hold neither quote nor backslash, such as codes, hashes and times: none of them is looked into. */
export function codeArray(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"${values.join('","')}"}`
}

export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`
