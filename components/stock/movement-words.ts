/** "+4", "−1"; nothing for no change. */
export function deltaText(delta: number): string {
  if (delta === 0) return ''
  return delta > 0 ? `+${delta}` : `−${-delta}`
}
