/** 32 random hexadecimal digits. Not crypto.randomUUID: that is missing where the page is not served over https. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
