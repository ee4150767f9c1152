/** Who can sign in on a demo, and with what. Shown on the login page of a demo only. Browser-safe. */
export const demoPassword = 'enishi-demo-2025'

/** In the order of the login page; `key` names the text that says who it is (`login.demo_<key>`). */
export const demoLogins = [
  { key: 'alumni', email: 'alumni@example.com' },
  { key: 'attendee', email: 'attendee@example.com' },
  { key: 'mentor', email: 'mentor@example.com' },
  { key: 'host', email: 'host@example.com' },
  { key: 'hr', email: 'hr@example.com' },
  { key: 'hr_second', email: 'hr2@example.com' },
  { key: 'moderator', email: 'moderator@example.com' },
  { key: 'department', email: 'dept@example.com' },
  { key: 'operator', email: 'operator@example.com' },
  { key: 'applicant', email: 'applicant@example.com' },
] as const
