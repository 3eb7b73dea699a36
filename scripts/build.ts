/** `npm run build`: the production build; nothing to do when the last one was made from the present sources. */
import { build } from './build-application'

await build(process.env)
