import { apiGroups } from '@/components/api-docs/api-operations'
import { ApiReference } from '@/components/api-docs/api-reference'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
import { pageContext } from '@/lib/auth/page-context'
import { buildInfo } from '@/lib/http/build-info'
import { openApiDocument } from '@/lib/http/openapi'

/** The same document that /api/v1/openapi.json answers, to be read by people. */
export default async function ApiDocsPage() {
  await pageContext('/api-docs')
  const { version, intro, groups } = apiGroups(openApiDocument(buildInfo().version))
  return (
    <>
      <PageHeader
        title="API"
        facts={<span>OpenAPI 3.1, version {version}</span>}
        actions={
          <ButtonLink href="/api/v1/openapi.json" download>
            openapi.json
          </ButtonLink>
        }
      />
      <p className="max-w-[76ch] text-pretty px-4 pb-3 text-text2">
        <Prose text={intro} /> Sign in, or send an API token:{' '}
        <span className="mono text-small">Authorization: Bearer haas_…</span>
      </p>
      <div className="border-line border-t">
        <ApiReference groups={groups} />
      </div>
    </>
  )
}

/** Words between backticks are code, as OpenAPI's descriptions write them. */
function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="mono text-small">
        {part}
      </span>
    ),
  )
}
