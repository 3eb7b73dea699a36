'use server'

import { z } from 'zod'
import { createSavedViewInput, editSavedViewInput } from '../contracts/access/saved-view'
import { createTokenInput, createUserInput, editUserInput } from '../contracts/access/user'
import { defineAction } from '../http/action'
import { createSavedView as keepView } from '../services/access/create-saved-view'
import { createToken as makeToken } from '../services/access/create-token'
import { createUser as addUser } from '../services/access/create-user'
import { deleteSavedView as dropView } from '../services/access/delete-saved-view'
import { deleteToken } from '../services/access/delete-token'
import { editSavedView as changeView } from '../services/access/edit-saved-view'
import { editUser as changeUser } from '../services/access/edit-user'

export const createUser = defineAction(createUserInput, addUser)

export const editUser = defineAction(editUserInput.extend({ id: z.uuid(), ifMatch: z.array(z.int()) }), changeUser)

export const createToken = defineAction(createTokenInput, makeToken)

export const revokeToken = defineAction(z.strictObject({ id: z.uuid() }), deleteToken)

export const createSavedView = defineAction(createSavedViewInput, keepView)

export const editSavedView = defineAction(editSavedViewInput.extend({ id: z.uuid() }), changeView)

export const deleteSavedView = defineAction(z.strictObject({ id: z.uuid() }), dropView)
