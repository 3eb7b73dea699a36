import { afterEach, describe, expect, it } from 'vitest'
import { type Asked, closeScriptedBmcs, type Reply, scriptedBmc } from '@/lib/testing/scripted-bmc'
import { RedfishClient } from './redfish-client'

const SESSIONS = '/redfish/v1/SessionService/Sessions'
const root = { Links: { Sessions: { '@odata.id': SESSIONS } } }
afterEach(closeScriptedBmcs)

const soon = (ms = 3_000) => new Date(Date.now() + ms)

/** A service that answers as `reply` says; with sessions, unless `reply` says otherwise. */
async function service(reply: (asked: Asked, count: number) => Reply | undefined) {
  const bmc = await scriptedBmc((asked, count) => reply(asked, count) ?? usual(asked))
  return { ...bmc, client: new RedfishClient({ address: bmc.address, username: 'root', password: 'calvin' }) }
}

function usual({ line }: Asked): Reply {
  if (line === 'GET /redfish/v1/') return { body: root }
  if (line === `POST ${SESSIONS}`) {
    return { status: 201, headers: { 'x-auth-token': 'token-1', location: `${SESSIONS}/1` } }
  }
  return { body: { fine: true } }
}

const PATH = '/redfish/v1/Systems/1'

describe('how a BMC is logged in to', () => {
  it('by a session, found by the links of the root and ended at the close', async () => {
    const { client, asked, lines } = await service(() => undefined)
    expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
    await client.get(PATH, soon())
    await client.close(soon())
    expect(lines()).toEqual([
      'GET /redfish/v1/',
      `POST ${SESSIONS}`,
      `GET ${PATH}`,
      `GET ${PATH}`,
      `DELETE ${SESSIONS}/1`,
    ])
    expect(asked[1]?.body).toEqual({ UserName: 'root', Password: 'calvin' })
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(asked[2]?.headers).toMatchObject({ 'x-auth-token': 'token-1', 'odata-version': '4.0' })
  })

  it.each([
    ['has none', { body: {} }, {}],
    ['does not make one', { body: root }, { status: 405 }],
    ['gives no token', { body: root }, { status: 201 }],
  ])('by Basic, where the service %s', async (_title, theRoot, made) => {
    const { client, asked } = await service(({ line }) =>
      line === 'GET /redfish/v1/' ? theRoot : line === `POST ${SESSIONS}` ? made : undefined,
    )
    await client.get(PATH, soon())
    await client.get(PATH, soon())
    expect(asked.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from('root:calvin').toString('base64')}`)
    expect(asked.filter(({ line }) => line === `POST ${SESSIONS}`).length).toBeLessThanOrEqual(1)
  })

  it('anew, once, where the session ran out', async () => {
    let good = 'token-1'
    const { client, lines } = await service(({ line, headers }, count) => {
      if (line === `POST ${SESSIONS}` && count === 2) {
        good = 'token-2'
        return { status: 201, headers: { 'x-auth-token': good } }
      }
      return line === `GET ${PATH}` && headers['x-auth-token'] !== good ? { status: 401 } : undefined
    })
    await client.get(PATH, soon())
    good = 'another'
    expect((await client.get(PATH, soon())).status).toBe(200)
    expect(lines().filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  it('with the wrong password is refused, in the words of the service', async () => {
    const { client } = await service(({ line }) =>
      line === `POST ${SESSIONS}`
        ? { status: 401, body: { error: { '@Message.ExtendedInfo': [{ Message: 'Invalid user name or password.' }] } } }
        : undefined,
    )
    await expect(client.get(PATH, soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'it does not take the credentials: Invalid user name or password.',
    })
  })
})

describe('what goes wrong on the way', () => {
  it.each<[string, Reply]>([
    ['a 500', { status: 500 }],
    ['a dropped connection', { instead: 'drop' }],
    ['a 503 that says when to come back', { status: 503, headers: { 'retry-after': '0' } }],
  ])('%s: what reads is asked again', async (_title, reply) => {
    const { client, lines } = await service(({ line }, count) =>
      line === `GET ${PATH}` && count < 3 ? reply : undefined,
    )
    expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
    expect(lines().filter((line) => line === `GET ${PATH}`)).toHaveLength(3)
  })

  it('stays so: it is unreachable after some tries', async () => {
    const { client, lines } = await service(({ line }) => (line === `GET ${PATH}` ? { status: 502 } : undefined))
    await expect(client.get(PATH, soon(20_000))).rejects.toMatchObject({ kind: 'unreachable' })
    expect(lines().filter((line) => line === `GET ${PATH}`)).toHaveLength(4)
  })

  it.each<[string, Reply]>([
    ['a 500', { status: 500 }],
    ['a dropped connection', { instead: 'drop' }],
  ])('%s: what changes something is not sent twice, as it may have been done', async (_title, reply) => {
    const { client, lines } = await service(({ line }) => (line === `POST ${PATH}` ? reply : undefined))
    await expect(client.post(PATH, {}, soon())).rejects.toMatchObject({ kind: 'unreachable' })
    expect(lines().filter((line) => line === `POST ${PATH}`)).toHaveLength(1)
  })

  it('a 503 with Retry-After turned it away: it is sent again', async () => {
    const { client, lines } = await service(({ line }, count) =>
      line === `POST ${PATH}` && count === 1 ? { status: 503, headers: { 'retry-after': '0' } } : undefined,
    )
    await client.post(PATH, {}, soon())
    expect(lines().filter((line) => line === `POST ${PATH}`)).toHaveLength(2)
  })

  it('no answer by the deadline is unreachable, and past it nothing is sent', async () => {
    const { client, lines } = await service(({ line }) => (line === `GET ${PATH}` ? { instead: 'hang' } : undefined))
    await expect(client.get(PATH, soon(300))).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'it did not answer in time',
    })
    const before = lines().length
    await expect(client.get(PATH, new Date(Date.now() - 1))).rejects.toMatchObject({ kind: 'late' })
    expect(lines()).toHaveLength(before)
  })

  it('nobody there', async () => {
    const client = new RedfishClient({ address: 'http://127.0.0.1:1', username: 'root', password: 'calvin' })
    await expect(client.get(PATH, soon(400))).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'nothing listens there',
    })
  })

  it.each(['ftp://10.0.0.1', 'sim:SRV-1', ''])('%j is no address', (address) => {
    expect(() => new RedfishClient({ address })).toThrow('no http(s) address')
  })

  it('a refusal is told as the service tells it', async () => {
    const info = [
      { Message: 'The property Target is not writable.', Resolution: 'Remove it.' },
      { Message: 'One more.', Resolution: 'None' },
    ]
    const { client } = await service(({ line }) =>
      line === `POST ${PATH}` ? { status: 400, body: { error: { '@Message.ExtendedInfo': info } } } : undefined,
    )
    await expect(client.post(PATH, {}, soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The property Target is not writable. Remove it. One more.',
    })
  })
})

it('asks one BMC one thing at a time', async () => {
  const { client, most, lines } = await service(() => undefined)
  await Promise.all(Array.from({ length: 8 }, () => client.get(PATH, soon())))
  expect(most()).toBe(1)
  expect(lines().filter((line) => line.startsWith('POST'))).toHaveLength(1)
})

it('follows a redirect on the same machine, and takes its credentials nowhere else', async () => {
  const elsewhere = await service(() => undefined)
  const { client } = await service(({ line }) => {
    if (line === `GET ${PATH}`) return { status: 308, headers: { location: `${PATH}/` } }
    return line === 'GET /away' ? { status: 302, headers: { location: `${elsewhere.address}/` } } : undefined
  })
  expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
  await expect(client.get('/away', soon())).rejects.toMatchObject({ kind: 'refused' })
  expect(elsewhere.asked).toEqual([])
})

describe('an edit', () => {
  it('carries the ETag of what it edits, and the new one where that moved on meanwhile', async () => {
    const { client, asked } = await service(({ line, headers }, count) => {
      if (line === `GET ${PATH}`) return { body: { '@odata.etag': `W/"${count}"` } }
      return line === `PATCH ${PATH}` && headers['if-match'] === 'W/"1"' ? { status: 412 } : undefined
    })
    await client.patch(PATH, { Boot: {} }, soon())
    expect(asked.filter(({ line }) => line === `PATCH ${PATH}`).map(({ headers }) => headers['if-match'])).toEqual([
      'W/"1"',
      'W/"2"',
    ])
  })

  it('goes without where there is none', async () => {
    const { client, asked } = await service(() => undefined)
    await client.patch(PATH, { Boot: {} }, soon())
    expect(asked.at(-1)?.headers['if-match']).toBeUndefined()
  })
})
