import { MOST_BULK } from '../../contracts/inventory/batch-sizes'
import { type AppError, invalid } from '../../domain/errors'

/** More than one change can be made to. */
export function tooManyServers(): AppError {
  const most = MOST_BULK.toLocaleString('en-US')
  return invalid({
    path: 'selection',
    message: `More than ${most} servers at once cannot be changed: narrow the filter.`,
  })
}
