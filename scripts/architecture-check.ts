/** The rooms, checked. A cruiser that cannot read TypeScript sees no module and finds all well: so it must see many. */
import { checkRooms } from './architecture'

const FEWEST_MODULES = 50

const { modules, violations } = await checkRooms()
console.log(`${modules} modules, ${violations.length} violations`)
for (const violation of violations) console.log(violation)
process.exit(modules >= FEWEST_MODULES && violations.length === 0 ? 0 : 1)
