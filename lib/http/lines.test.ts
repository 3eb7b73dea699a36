import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf } from './lines'

async function all(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = []
  for await (const line of linesOf(source)) lines.push(line)
  return lines
}
const bytes = (text: string) => new TextEncoder().encode(text)

it('a body gives the same lines however it is cut into chunks', async () => {
  const text = '{"a":"ü"}\n\n  {"b":"😀"}\r\nnonsense\n{"c":1}'
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes(text).length)), async (cuts) => {
      const ends = [...cuts, bytes(text).length].sort((a, b) => a - b)
      const chunks = ends.map((end, i) => bytes(text).subarray(ends[i - 1] ?? 0, end))
      expect(await all(chunks)).toEqual(['{"a":"ü"}', '{"b":"😀"}', 'nonsense', '{"c":1}'])
    }),
  )
})

it('of a line that would not end only so much is kept, and the next one is whole', async () => {
  function* endless() {
    yield bytes('{"a":"')
    for (let i = 0; i < 100; i++) yield new Uint8Array(64 * 1024).fill(120)
    yield bytes('"}\n{"b":1}\n')
  }
  const lines = await all(endless())
  expect(lines.map((line) => line.length)).toEqual([256 * 1024, 7])
})

it('a line that is not UTF-8 does not spoil its neighbours', async () => {
  const lines = await all([bytes('{"a":1}\n'), new Uint8Array([0xff, 0xfe, 10]), bytes('{"b":1}\n')])
  expect(lines).toEqual(['{"a":1}', '\u0000', '{"b":1}'])
})

it('where the body breaks off, the whole lines have come and the cut one has not', async () => {
  async function* broken() {
    yield bytes('{"a":1}\n{"b":')
    throw new Error('aborted')
  }
  const lines: string[] = []
  await expect(
    (async () => {
      for await (const line of linesOf(broken())) lines.push(line)
    })(),
  ).rejects.toMatchObject({ code: 'malformed' })
  expect(lines).toEqual(['{"a":1}'])
})
