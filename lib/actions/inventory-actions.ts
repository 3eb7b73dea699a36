'use server'

import { z } from 'zod'
import { placeHoldInput } from '../contracts/inventory/hold'
import { powerInput, scanInput, transitionInput } from '../contracts/inventory/server'
import { code } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { endHold } from '../services/inventory/end-hold'
import { placeHold } from '../services/inventory/place-hold'
import { powerServer } from '../services/inventory/power-server'
import { scanServer } from '../services/inventory/scan-server'
import { transitionServer } from '../services/lifecycle/transition-server'

export const scanServerAction = defineAction(scanInput, scanServer)

export const transitionServerAction = defineAction(
  z.strictObject({ barcode: code, ...transitionInput.shape }),
  transitionServer,
)

export const placeHoldAction = defineAction(placeHoldInput, placeHold)

export const endHoldAction = defineAction(z.strictObject({ id: z.uuid() }), endHold)

export const powerServerAction = defineAction(z.strictObject({ barcode: code, ...powerInput.shape }), powerServer)
