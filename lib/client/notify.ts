import type { Problem } from './problem'

type Toast = typeof import('sonner')['toast']

let notified = false
const listeners = new Set<() => void>()

/** True from the first notice on: what shows them is only fetched then. */
export function hasNotified(): boolean {
  return notified
}

/** Calls back at the first notice; returns what stops it. */
export function onFirstNotice(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** One that is given before its list is drawn appears with it. */
function notify(show: (toast: Toast) => void): void {
  notified = true
  for (const listener of listeners) listener()
  void import('sonner').then(({ toast }) => show(toast))
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
