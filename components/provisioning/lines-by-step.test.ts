import { expect, test } from 'vitest'
import { type LogLine, linesByStep } from './lines-by-step'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 14, minute)).toISOString()
const line = (minute: number, text: string, step?: number): LogLine => ({
  at: at(minute),
  kind: 'check',
  text,
  ...(step === undefined ? {} : { step }),
})

test('what concerns the whole job stands at the step that it had come to by then', () => {
  const steps = [
    { position: 1, name: 'Verify BMC', status: 'SUCCESS' as const, startedAt: at(1), finishedAt: at(2) },
    // Tried again: what it remembers is the second try.
    { position: 2, name: 'Verify inventory', status: 'SUCCESS' as const, startedAt: at(9), finishedAt: at(10) },
    { position: 3, name: 'Firmware', status: 'PENDING' as const },
  ]
  const lines = [
    line(0, 'claimed'),
    line(1, 'its own', 1),
    line(5, 'failed'),
    line(8, 'tried again'),
    line(20, 'worker lost'),
  ]
  const found = linesByStep({ steps }, lines)
  expect([...found].map(([position, own]) => [position, own.map(({ text }) => text)])).toEqual([
    [1, ['claimed', 'its own']],
    [2, ['failed', 'tried again']],
    [3, ['worker lost']],
  ])
  const failed = { position: 3, name: 'Firmware', status: 'FAILED' as const, startedAt: at(11), finishedAt: at(12) }
  expect(linesByStep({ steps: [...steps.slice(0, 2), failed] }, [line(13, 'why')]).get(3)).toHaveLength(1)
  expect(linesByStep({ steps: steps.slice(0, 2) }, [line(20, 'done')]).get(2)).toHaveLength(1)
})
