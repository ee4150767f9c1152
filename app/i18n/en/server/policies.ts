import type { Policies } from '../../policies.server.ts'
import { accessibility, help } from './policies-use.ts'
import { privacy, terms } from './policies-rules.ts'

export const policies: Policies = { terms, privacy, accessibility, help }
