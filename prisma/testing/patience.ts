/** Runs before every test file: what a test waits for may take as long as a busy machine needs, where the test says nothing else. */
import { vi } from 'vitest'

const PATIENT = Symbol.for('enishi patient tests')
const tools = vi as typeof vi & { [PATIENT]?: true }
if (!tools[PATIENT]) {
  const { waitFor } = vi
  tools.waitFor = (what, how = {}) => waitFor(what, { timeout: 30_000, ...(typeof how === 'number' ? { timeout: how } : how) })
  tools[PATIENT] = true
}
