/** `npm run dev`: the embedded database, a worker, and Next in development mode, which builds as one goes. */
import { runApplication } from './application'
import { NEXT } from './processes'

const web = (port: number) => [NEXT, 'dev', '--port', String(port)]
const beforeStart = async (env: NodeJS.ProcessEnv) => {
  Object.assign(env, { NODE_ENV: 'development' })
}

await runApplication(
  { logsOnScreen: true, alwaysMakeSecrets: true, web, beforeStart, simulatedBmcs: true },
  async ({ env }) => {
    console.log(`Mini-HaaS is ready at ${env.NEXTAUTH_URL}`)
    return undefined
  },
)
