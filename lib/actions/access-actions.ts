'use server'

import { z } from 'zod'
import { createTokenInput, createUserInput, editUserInput } from '../contracts/access/user'
import { defineAction } from '../http/action'
import { createToken as makeToken } from '../services/access/create-token'
import { createUser as addUser } from '../services/access/create-user'
import { deleteToken } from '../services/access/delete-token'
import { editUser as changeUser } from '../services/access/edit-user'

export const createUser = defineAction(createUserInput, addUser)

export const editUser = defineAction(editUserInput.extend({ id: z.uuid() }), changeUser)

export const createToken = defineAction(createTokenInput, makeToken)

export const revokeToken = defineAction(z.strictObject({ id: z.uuid() }), deleteToken)
