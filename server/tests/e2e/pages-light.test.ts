/** Every page, light: see look-at-pages.ts. */
import { lookAtPages } from './look-at-pages.ts'

lookAtPages('light')
