'use server'

import { z } from 'zod'
import { limitProvisioningInput } from '../contracts/inventory/datacenter'
import { placeHoldInput } from '../contracts/inventory/hold'
import { planMoveInput } from '../contracts/inventory/planned-move'
import { editRackInput } from '../contracts/inventory/rack'
import { powerInput, scanInput, setBmcInput, takeBackScanInput, transitionInput } from '../contracts/inventory/server'
import { editServerModelInput } from '../contracts/inventory/server-model'
import { settleLineInput, startStocktakeInput, stocktakeScanInput } from '../contracts/inventory/stocktake'
import { code, uuid } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { closeStocktake as closeCount } from '../services/inventory/close-stocktake'
import { dropPlannedMove as dropPlan } from '../services/inventory/drop-planned-move'
import { editDatacenter } from '../services/inventory/edit-datacenter'
import { editRack as changeRack } from '../services/inventory/edit-rack'
import { editServer } from '../services/inventory/edit-server'
import { editServerModel } from '../services/inventory/edit-server-model'
import { endHold as end } from '../services/inventory/end-hold'
import { placeHold as hold } from '../services/inventory/place-hold'
import { planMove as plan } from '../services/inventory/plan-move'
import { powerServer as power } from '../services/inventory/power-server'
import { recordStocktakeScan as recordSeen } from '../services/inventory/record-stocktake-scan'
import { scanServer as scan } from '../services/inventory/scan-server'
import { settleStocktakeLine as settleLine } from '../services/inventory/settle-stocktake-line'
import { startStocktake as startCount } from '../services/inventory/start-stocktake'
import { takeBackScan as takeBack } from '../services/inventory/take-back-scan'
import { transitionServer as transition } from '../services/lifecycle/transition-server'

export const scanServer = defineAction(scanInput, scan)

export const takeBackScan = defineAction(takeBackScanInput, takeBack)

export const transitionServer = defineAction(transitionInput.extend({ barcode: code }), transition)

export const placeHold = defineAction(placeHoldInput, hold)

export const endHold = defineAction(z.strictObject({ id: z.uuid() }), end)

export const planMove = defineAction(planMoveInput, plan)

export const dropPlannedMove = defineAction(z.strictObject({ id: z.uuid() }), dropPlan)

export const powerServer = defineAction(powerInput.extend({ barcode: code }), power)

export const setBmc = defineAction(setBmcInput, editServer)

export const editRack = defineAction(editRackInput.omit({ powerOutage: true }).extend({ code }), changeRack)

export const editFirmwareTargets = defineAction(
  editServerModelInput
    .pick({ firmwareTargets: true })
    .required()
    .extend({ slug: code, ifMatch: z.array(z.int()) }),
  editServerModel,
)

export const limitProvisioning = defineAction(limitProvisioningInput, editDatacenter)

export const startStocktake = defineAction(startStocktakeInput, startCount)

export const recordStocktakeScan = defineAction(stocktakeScanInput.extend({ id: uuid }), recordSeen)

export const settleStocktakeLine = defineAction(settleLineInput.extend({ id: uuid }), settleLine)

export const closeStocktake = defineAction(z.strictObject({ id: uuid }), closeCount)
