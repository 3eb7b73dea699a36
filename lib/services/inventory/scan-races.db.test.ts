import { slotRaces } from '../../testing/races/slot-race'

slotRaces(20)
