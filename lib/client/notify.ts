import { Listeners } from './listeners'
import type { Problem } from './problem'

type Toast = typeof import('sonner')['toast']

let toast: Toast | null = null
const waiting: ((toast: Toast) => void)[] = []
const needed = new Listeners()

/** From the first notice on the list of toasts is needed, which is fetched only then. */
export function isToastListNeeded(): boolean {
  return toast !== null || waiting.length > 0
}

/** Calls back when it is; returns what stops it. */
export const onToastListNeeded = needed.subscribe

/** The list is drawn: what waits for it appears. */
export function toastListIsHere(given: Toast): void {
  toast = given
  for (const show of waiting.splice(0)) show(given)
}

function notify(show: (toast: Toast) => void): void {
  if (toast === null) waiting.push(show)
  else show(toast)
  needed.tell()
}

export interface ToastAction {
  label: string
  run: () => void
}

const actionOf = (action: ToastAction | undefined) =>
  action === undefined ? {} : { action: { label: action.label, onClick: action.run } }

/** An optimistic change was taken back: says so with the server's own reason, and stays until read. */
export function notifyRollback(problem: Problem, options: { title?: string; action?: ToastAction } = {}): void {
  notify((toast) =>
    toast.warning(options.title ?? problem.title, {
      description: problem.detail,
      duration: 12_000,
      ...actionOf(options.action),
    }),
  )
}

/** Something was done that can be undone. Not for mere success: that is seen in the page itself. */
export function notifyUndo(title: string, undo: () => void): void {
  notify((toast) => toast(title, { duration: 8_000, action: { label: 'Undo', onClick: undo } }))
}

/** Something was done to what is not on this page: nothing else would say so. */
export function notifyDone(title: string): void {
  notify((toast) => toast(title, { duration: 5_000 }))
}

/** Something long that this person began has ended, while they were on another page: stays until read. */
export function notifyEnd(title: string, description: string, action: ToastAction): void {
  notify((toast) => toast(title, { description, duration: 30_000, ...actionOf(action) }))
}
