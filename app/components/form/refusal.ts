/** What an action answers when it could not accept a form: a text key a field, and what was typed. */
export type Refused = { errors: Record<string, string>; values: Record<string, string | string[]> }

/** The refusal in an action's answer (`useActionData()`, `fetcher.data`), or undefined when it was accepted or nothing was sent yet. */
export function refusalOf(answer: unknown): Refused | undefined {
  return typeof answer === 'object' && answer !== null && 'errors' in answer && 'values' in answer ? (answer as Refused) : undefined
}

/** What was typed into a field of a refused form, else `before`. */
export function typedIn(refused: Refused | undefined, name: string, before = ''): string {
  const value = refused?.values[name]
  return typeof value === 'string' ? value : before
}
