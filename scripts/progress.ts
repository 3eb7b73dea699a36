/** One line per long stage, with its seconds. */
export async function stage<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  process.stdout.write(`· ${title} …`)
  try {
    return await work()
  } finally {
    process.stdout.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  }
}
