import { expect, it } from 'vitest'
import { isZip } from '../../domain/imports/zip-directory'
import { makeZip, type ZipEntry } from '../../testing/zip'
import { unpackZip, ZIP_LIMITS } from './unpack-zip'

const all = () => true
const unpack = (...entries: ZipEntry[]) => unpackZip({ name: 'types.zip', bytes: makeZip(entries) }, all)

it('gives the wanted files under their paths', async () => {
  const archive = {
    name: 'types.zip',
    bytes: makeZip([
      { name: 'lib/a.yaml', body: 'ä: 1' },
      { name: 'b.png', body: '' },
    ]),
  }
  expect(isZip(archive.bytes)).toBe(true)
  const found = await unpackZip(archive, (path) => path.endsWith('.yaml'))
  if (!found.ok) throw new Error(found.problem)
  expect(found.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['lib/a.yaml', 'ä: 1']])
})

it.each([
  [
    'one file that is too large',
    [{ name: 'a', body: Buffer.alloc(ZIP_LIMITS.fileBytes + 1) }],
    /^types.zip: a in it unpacks to more than 1 MB/,
  ],
  [
    'a bomb of many files',
    Array.from({ length: 70 }, (_, n) => ({ name: `${n}`, body: '', claims: ZIP_LIMITS.fileBytes })),
    /more than 64 MB/,
  ],
  [
    'more than a hundred times its size',
    [{ name: 'a', body: Buffer.alloc(1_000_000) }],
    /more than 100 times its size/,
  ],
  ['a file that says less than it holds', [{ name: 'a', body: Buffer.alloc(90_000), claims: 9 }], /a in it is broken/],
  [
    'too many files',
    Array.from({ length: ZIP_LIMITS.files + 1 }, (_, n) => ({ name: `${n}`, body: '' })),
    /20001 files/,
  ],
])('refuses %s before it costs memory', async (_, entries, words) => {
  expect(await unpack(...entries)).toEqual({ ok: false, problem: expect.stringMatching(words) })
})

it('what is cut off, or no archive behind its first bytes, is refused in words', async () => {
  const whole = makeZip([{ name: 'a', body: 'x'.repeat(99) }])
  for (const bytes of [whole.slice(0, -5), whole.slice(0, 40), Buffer.from(`PK\x03\x04${'x'.repeat(99)}`)]) {
    expect(await unpackZip({ name: 'z', bytes: new Uint8Array(bytes) }, all)).toMatchObject({ ok: false })
  }
  const odd = new Uint8Array(whole)
  odd[32] = 0x55
  expect(await unpackZip({ name: 'z', bytes: odd }, all)).toMatchObject({ ok: false })
})
