import { z } from 'zod'
import { levels } from './policy.ts'

/** `auto` takes a choice back: then what the member does decides again. `undo` takes back what their behaviour has raised. */
export const levelInput = z.strictObject({ commandId: z.uuid(), level: z.enum([...levels, 'auto', 'undo'], 'form.choose'), returnTo: z.string().max(500).optional() })
