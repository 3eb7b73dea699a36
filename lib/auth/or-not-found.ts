import 'server-only'
import { notFound } from 'next/navigation'
import { isAppError } from '../domain/errors'

/** Runs a page's query; a thing that does not exist shows the not-found page, anything else is the error page's. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') notFound()
    throw error
  }
}
