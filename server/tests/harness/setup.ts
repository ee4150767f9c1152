/** Runs before each file that tests the whole product: one process runs many, so that packages are loaded once, and our own modules are loaded anew for each. */
import { vi } from 'vitest'

vi.resetModules()
vi.useRealTimers()
