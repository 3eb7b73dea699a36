'use server'

import { z } from 'zod'
import { startBulkChangeInput } from '../contracts/inventory/bulk-change'
import { changeServersInput } from '../contracts/inventory/server-batch'
import { code } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { cancelBulkChange as cancelBulk } from '../services/lifecycle/cancel-bulk-change'
import { changeServers as changeMany } from '../services/lifecycle/change-servers'
import { replaceServer as replace } from '../services/lifecycle/replace-server'
import { setPowerOutage as setOutage } from '../services/lifecycle/set-power-outage'
import { setRackOutage as setOutageOfRack } from '../services/lifecycle/set-rack-outage'
import { startBulkChange as startBulk } from '../services/lifecycle/start-bulk-change'

export const setPowerOutage = defineAction(z.strictObject({ code, powerOutage: z.boolean() }), setOutage)
export const setRackOutage = defineAction(z.strictObject({ code, powerOutage: z.boolean() }), setOutageOfRack)

export const replaceServer = defineAction(z.strictObject({ number: code, barcode: code }), replace)

/** At most 50 at a time: the page goes on with the next ones, and shows how far it is. */
export const changeServers = defineAction(changeServersInput, changeMany)

/** More than a page changes itself: a worker does it, and says how far it is. */
export const startBulkChange = defineAction(startBulkChangeInput, startBulk)
export const cancelBulkChange = defineAction(z.strictObject({ id: z.uuid() }), cancelBulk)
