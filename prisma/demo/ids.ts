import { v5 } from 'uuid'

const NAMESPACE = '6f0b2a52-7e0d-4c5c-9f0e-3a3f6f6d5e11'

/** The id of a thing of the demo: the same in every place and every time it is laid out, so that addresses can be written down. */
export const demoId = (name: string): string => v5(name, NAMESPACE)
export const memberId = (key: string): string => demoId(`member:${key}`)
