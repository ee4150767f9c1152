import type { login as ja } from '../ja/login.ts'
import type { English } from '../types.ts'

export const login: English<typeof ja> = {
  title: 'Sign in',
  email: 'Email address',
  password: 'Password',
  show: 'Show the password',
  send: 'Sign in',
  sending: 'Checking',
  email_missing: 'Please enter your email address, for example name@example.com.',
  password_missing: 'Please enter your password.',
  failed: 'The email address or the password is not right.',
  too_many: 'For safety, signing in is closed for a while.',
  wait_one: 'Please try again in about {{count}} minute.',
  wait_other: 'Please try again in about {{count}} minutes.',
  suspended: 'This account is suspended at present. Please contact the office if you would like to know why or have any question.',
  forgot: 'If you do not remember your password or address, please contact the office.',
  contact: '{{office}} ({{hours}})',
  new_here: 'New here? Please see {{link}}.',
  new_here_link: 'how to join',
  demo_title: 'Demo accounts',
  demo_text: 'Choose one to fill in the form above. The password of all of them is {{password}}.',
}
