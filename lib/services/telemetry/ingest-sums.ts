import type { IngestView } from '../../contracts/telemetry/event'

/** So many entries have the lists of an answer at most: as memory is, so is the patience of whoever reads it. */
const LONGEST_LIST = 100_000

/** The answers of several batches as one. */
export class IngestSums {
  private accepted = 0
  private duplicates = 0
  private rejectedCount = 0
  private ticketsOpened = 0
  private readonly rejected: IngestView['rejected'] = []
  private readonly results: IngestView['results'] = []

  /** `indexOf`: where an event of the batch stands in the whole. */
  add(view: IngestView, indexOf: (index: number) => number): void {
    this.accepted += view.accepted
    this.duplicates += view.duplicates
    this.ticketsOpened += view.ticketsOpened
    for (const rejection of view.rejected) this.reject({ ...rejection, index: indexOf(rejection.index) })
    for (const result of view.results) {
      if (result.outcome !== 'rejected') this.keep({ ...result, index: indexOf(result.index) })
    }
  }

  /** What was rejected before it was an event. */
  reject(rejection: IngestView['rejected'][number]): void {
    this.rejectedCount++
    if (this.rejected.length < LONGEST_LIST) this.rejected.push(rejection)
    this.keep({ index: rejection.index, outcome: 'rejected' })
  }

  private keep(result: IngestView['results'][number]): void {
    if (this.results.length < LONGEST_LIST) this.results.push(result)
  }

  answer(notes: readonly string[] = []): IngestView {
    const byIndex = (a: { index: number }, b: { index: number }) => a.index - b.index
    const all = this.accepted + this.duplicates + this.rejectedCount
    const omitted = { results: all - this.results.length, rejected: this.rejectedCount - this.rejected.length }
    return {
      accepted: this.accepted,
      duplicates: this.duplicates,
      rejected: this.rejected.sort(byIndex),
      ticketsOpened: this.ticketsOpened,
      results: this.results.sort(byIndex),
      ...(omitted.results > 0 ? { omitted } : {}),
      ...(notes.length > 0 ? { notes: [...notes] } : {}),
    }
  }
}
