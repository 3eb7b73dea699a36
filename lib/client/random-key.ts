/** 32 random hexadecimal digits. Not crypto.randomUUID: that is missing where the page is not served over https. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A random UUID, likewise. */
export function randomUuid(): string {
  const hex = randomKey()
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}
