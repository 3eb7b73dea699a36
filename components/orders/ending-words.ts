import { countOf } from '@/components/ui/numbers'
import type { OrderEndingView } from '@/lib/contracts/planning/order-ending'

/** What ending an order does, in a few lines: how many are free at once, how many later and why, and which jobs stop. */
export function endingWords({ servers, order, to, atOnce }: OrderEndingView): string[] {
  const wiped = servers.filter(({ wipe }) => wipe).length
  const running = servers.filter(({ job }) => job?.ends === 'after-step')
  const waiting = servers.filter(({ job }) => job?.ends === 'now').length
  const atOnceFree = servers.filter(({ wipe, job }) => !wipe && job?.ends !== 'after-step').length
  const afterJobs = running.filter(({ wipe }) => !wipe).length
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  return [
    ...(waiting === 0 ? [] : [`${countOf(waiting, 'job')} that ${waiting === 1 ? 'waits' : 'wait'} will not begin.`]),
    ...(running.length === 0
      ? []
      : [
          `${countOf(running.length, 'job')} that ${running.length === 1 ? 'runs stops after its step' : 'run stop after their steps'}, never inside a flash.`,
        ]),
    ...(atOnceFree === 0
      ? []
      : [
          running.length === 0
            ? `${countOf(atOnceFree, 'server')} ${are(atOnceFree)} free at once.`
            : `${countOf(atOnceFree, 'server')} ${are(atOnceFree)} free once those jobs have stopped.`,
        ]),
    ...(afterJobs === 0 ? [] : [`${countOf(afterJobs, 'server')} ${are(afterJobs)} free when the job has stopped.`]),
    ...(wiped === 0 ? [] : [`${countOf(wiped, 'server')} ${are(wiped)} wiped first, and free after that.`]),
    atOnce
      ? `${order} is ${to.toLowerCase()} at once.`
      : `${order} is ${to.toLowerCase()} when the last of them is done.`,
  ]
}
