/** `npm start`: production. Web and one worker on DATABASE_URL, or on the embedded database, which it then says. */
import { runApplication } from './application'
import { build } from './build-application'

if (!process.env.DATABASE_URL) console.log('DATABASE_URL is not set: using the embedded PostgreSQL')

await runApplication({ logsOnScreen: true, alwaysMakeSecrets: false, beforeStart: build }, async ({ env }) => {
  console.log(`Mini-HaaS is ready at ${env.NEXTAUTH_URL}`)
  return undefined
})
