import { expect, it } from 'vitest'
import { sameVersion } from '../domain/firmware/version-compare'
import { testWorld } from '../testing/context'

const WRITTEN = [
  ...[
    '1',
    'v1',
    'V1.0',
    '1.0.0',
    '01',
    '1.01',
    '1.1',
    '1.10',
    '1.0.1',
    '1.0a',
    '1a',
    '1.a.0',
    'a1',
    'a01',
    'v',
    'vv1',
    'v.1',
  ],
  ...[
    'U46 1.58',
    'u46-01.58',
    '2.0-rc1',
    '2.rc.1',
    '2.0.rc01',
    '0',
    '',
    '0.0',
    '0.beta',
    'beta',
    '007',
    '7',
    '1.0.0.b.0.2',
    '1.b.0.2',
  ],
]

it('the database takes for one version exactly those that the code does', async () => {
  const world = await testWorld()
  const pairs = WRITTEN.flatMap((a) => WRITTEN.map((b) => ({ a, b })))
  const rows = await world.db.$queryRaw<{ a: string; b: string; same: boolean }[]>`
    SELECT a, b, haas_version_key(a) = haas_version_key(b) AS same
    FROM unnest(${pairs.map(({ a }) => a)}::text[], ${pairs.map(({ b }) => b)}::text[]) AS p(a, b)`
  expect(rows.filter(({ a, b, same }) => same !== sameVersion(a, b))).toEqual([])
  await world.close()
})
