/** "HPE ProLiant DL360 Gen10 Plus" → "DL360 Gen10 Plus": from the first word with a figure on, what a cell has room for. */
export function shortModel(modelName: string | undefined): string {
  if (modelName === undefined) return 'model not known'
  const words = modelName.split(' ')
  const from = words.findIndex((word) => /\d/.test(word))
  return from < 0 ? (words.at(-1) ?? modelName) : words.slice(from).join(' ')
}

/** "HPE ProLiant DL360 Gen10 Plus" → "HPE DL360 Gen10 Plus": the maker and what tells it apart, without the series between. */
export function briefModel(modelName: string): string {
  const [maker, ...rest] = modelName.split(' ')
  return rest.length < 2 ? modelName : `${maker} ${shortModel(rest.join(' '))}`
}
