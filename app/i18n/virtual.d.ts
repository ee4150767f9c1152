declare module 'virtual:texts' {
  type Loader = () => Promise<{ texts: Record<string, object> }>
  export const load: Record<import('./types.ts').Language, Record<import('./areas.ts').Area, Loader>>
}
