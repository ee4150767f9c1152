import type { errors as ja } from '../ja/errors.ts'
import type { English } from '../types.ts'

export const errors: English<typeof ja> = {
  unauthenticated: 'Please sign in to go on.',
  not_found: 'This could not be found.',
  forbidden: 'You cannot do this.',
  invalid: 'Please check what you entered.',
  conflict: 'Somebody else changed this at the same time. Please look at the latest version and try again.',
  too_many: 'That was too often. Please wait a moment and try again.',
  unavailable: 'We are busy just now. Please wait a moment and try again.',
  suspended: 'This account is suspended. Please contact the office if you do not know why.',
  not_found_title: 'Page not found',
  not_found_text: 'It may have moved, or you may no longer be able to see it.',
  forbidden_title: 'You cannot see this page',
  forbidden_text: 'It needs a permission that you do not have. Please contact the office if you need help.',
  too_many_title: 'Please wait a moment',
  failed_title: 'This page could not be shown',
  failed_text: 'The fault is ours. Please wait a moment and open it again. What you were writing may still be on the previous page.',
  failed_id: 'Please quote this number when you contact us: {{id}}',
  unavailable_title: 'Not available just now',
  offline_title: 'You are not connected',
  offline_text: 'Please check your connection and try again. What you were writing stays as long as this page is open.',
  home: 'Go to the home page',
  again: 'Try again',
}
