import { ArrowText } from '@/components/ui/arrow-text'
import { ButtonLink } from '@/components/ui/button'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobLocks } from './job-locks'
import { addPathHref, noPathsOf, targetHref } from './no-paths'

/** The two ways on where no chain leads to a target: the missing path, or another target. */
export function PathButtons({ job, locks }: { job: JobView; locks: JobLocks }) {
  const missing = noPathsOf(job)
  if (missing.length === 0) return null
  return (
    <>
      {missing.map((path) => (
        <span key={path.component} className="inline-flex flex-wrap gap-2">
          <ButtonLink href={addPathHref(job, path)} glyph="plus" disabledReason={locks.addPath} reasonAt="tooltip">
            <span>
              <ArrowText>{`Add path ${path.nearest} → ${path.target}…`}</ArrowText>
            </span>
          </ButtonLink>
          <ButtonLink href={targetHref(job, path)} disabledReason={locks.changeTarget} reasonAt="tooltip">
            {`Change the ${path.component} target…`}
          </ButtonLink>
        </span>
      ))}
      {locks.retry === null ? (
        <span className="text-small text-text2">
          Resume tries the same chain again: add a path or change the target first.
        </span>
      ) : null}
    </>
  )
}
