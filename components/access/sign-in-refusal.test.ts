import { describe, expect, test } from 'vitest'
import { signInRefusal } from './sign-in-refusal'

describe('a refused sign-in says what to do next', () => {
  test('too many attempts: when to try again', () => {
    expect(signInRefusal('rate-limited:240')).toBe('Too many attempts from here. Try again in 4 min.')
  })

  test('a wrong password does not say whether the e-mail is known', () => {
    expect(signInRefusal('CredentialsSignin')).toMatch(/^No one has this e-mail with this password/)
  })

  test.each([null, undefined, 'unavailable', 'rate-limited:soon', '<script>'])(
    '%s shows nothing of what is inside',
    (word) => {
      expect(signInRefusal(word)).toMatch(/^The sign-in could not be checked just now/)
    },
  )
})
