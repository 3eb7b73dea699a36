import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { isDeviceTypePath } from '@/lib/domain/imports/zip-directory'
import { unpackZip } from '@/lib/services/imports/unpack-zip'
import { makeZip } from '@/lib/testing/zip'
import { slimZip } from './slim-zip'

const folder = 'devicetype-library-master/'
const types = Array.from({ length: 300 }, (_, n) => ({
  name: `${folder}device-types/Acme/${n}.yaml`,
  body: `manufacturer: Acme\nmodel: Model ${n}\n`,
}))
/** As of a picture: it does not shrink. */
const noise = randomBytes(300_000)
const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], 'library.zip')

it('only the device types of a library are sent, as they are packed, and the server unpacks them', async () => {
  const beside = ['elevation-images/Acme/1.png', 'module-types/Acme/x.yaml', '.github/workflows/ci.yml', 'tests/a.yaml']
  const whole = makeZip([...beside.map((name) => ({ name: folder + name, body: noise })), ...types])
  const slim = await slimZip(fileOf(whole), isDeviceTypePath)
  expect(slim).toMatchObject({ name: 'library.zip' })
  expect(slim.size).toBeLessThan(whole.length / 5)
  const unpacked = await unpackZip({ name: slim.name, bytes: new Uint8Array(await slim.arrayBuffer()) }, () => true)
  if (!unpacked.ok) throw new Error(unpacked.problem)
  expect(unpacked.files.map(({ name, bytes }) => ({ name, body: Buffer.from(bytes).toString() }))).toEqual(types)
})

it('what has nothing to leave out, or is no archive, stays as it is', async () => {
  for (const bytes of [
    makeZip(types.slice(0, 2)),
    new TextEncoder().encode('PK'),
    makeZip([{ name: 'a.png', body: 'x' }]),
  ]) {
    const file = fileOf(bytes)
    expect(await slimZip(file, isDeviceTypePath)).toBe(file)
  }
})
