import { blockersOf, type Problem } from '@/lib/client/problem'
import { CodeText } from './code-text'
import { Glyph } from './glyph'

/**
 * A refusal beside what was refused: the server's own title and sentence, the fields it names, and what stands in the way.
 * `blockerHref` makes each blocker a link. Fields that a form shows at their own place are left out with `shownFields`.
 */
export function ProblemNote(props: {
  problem: Problem | null
  blockerHref?: ((code: string) => string) | undefined
  shownFields?: readonly string[] | undefined
  className?: string | undefined
}) {
  const { problem, blockerHref, shownFields = [], className } = props
  const fields = problem?.errors?.filter((entry) => !shownFields.includes(entry.path)) ?? []
  const blockers = problem === null ? [] : blockersOf(problem)
  return (
    <div role="alert" className={className}>
      {problem === null ? null : (
        <div className="t-fail flex gap-2 rounded-control border border-f bg-b px-3 py-2 [--gx:var(--b)]">
          <Glyph name="diamond-x" className="mt-0.5 text-x" />
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{problem.title}</p>
            {problem.detail === problem.title ? null : <p className="text-pretty text-text2">{problem.detail}</p>}
            {fields.length === 0 ? null : (
              <ul className="mt-1 text-small">
                {fields.map((entry) => (
                  <li key={`${entry.path}${entry.message}`}>
                    {entry.path === '' ? null : <span className="mono font-medium">{entry.path} </span>}
                    {entry.message}
                  </li>
                ))}
              </ul>
            )}
            {blockers.length === 0 ? null : (
              <p className="mt-1 flex flex-wrap gap-x-2 text-small">
                <span className="text-text2">In the way:</span>
                {blockers.map((code) => (
                  <CodeText key={code} strong href={blockerHref?.(code)}>
                    {code}
                  </CodeText>
                ))}
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  )
}
