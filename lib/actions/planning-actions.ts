'use server'

import { z } from 'zod'
import { createOrderInput, editOrderInput } from '../contracts/planning/order'
import { saveSketchInput } from '../contracts/planning/order-sketch'
import { planInput } from '../contracts/planning/plan'
import { code } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { allocateOrder as allocate } from '../services/allocation/allocate-order'
import { createOrder as create } from '../services/planning/create-order'
import { deleteOrder as remove } from '../services/planning/delete-order'
import { dropPlan as drop } from '../services/planning/drop-plan'
import { dropSketch as throwSketchAway } from '../services/planning/drop-sketch'
import { editOrder as edit } from '../services/planning/edit-order'
import { planOrder as plan } from '../services/planning/plan-order'
import { saveSketch as keepSketch } from '../services/planning/save-sketch'

export const createOrder = defineAction(createOrderInput, create)

export const editOrder = defineAction(editOrderInput.extend({ number: code }), edit)

export const deleteOrder = defineAction(z.strictObject({ number: code }), remove)

export const saveSketch = defineAction(saveSketchInput, keepSketch)

export const dropSketch = defineAction(z.strictObject({ id: z.uuid() }), throwSketchAway)

export const planOrder = defineAction(planInput.extend({ number: code }), plan)

export const dropPlan = defineAction(z.strictObject({ id: z.uuid() }), drop)

export const allocateOrder = defineAction(z.strictObject({ number: code, planId: z.uuid().optional() }), allocate)
