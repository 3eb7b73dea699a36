import { allocationRaces } from '../../testing/races/allocation-race'

allocationRaces(20)
