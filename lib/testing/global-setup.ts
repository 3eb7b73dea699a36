/** Starts the test server before the first database test; the workers find it by these two variables. */
import { startTestServer } from './test-server'

export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  process.env.HAAS_TEST_SERVER = server.url
  process.env.HAAS_TEST_TEMPLATE = server.template
  return server.stop
}
