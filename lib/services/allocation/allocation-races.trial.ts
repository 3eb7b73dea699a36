import { allocationRaces } from '../../testing/races/allocation-race'

allocationRaces(200)
