// oxlint-disable typescript/consistent-type-imports -- an import statement would make this file a module and its declaration none
declare module 'virtual:texts' {
  type Loader = () => Promise<{ texts: Record<string, object> }>
  export const load: Record<import('./types.ts').Language, Record<import('./areas.ts').Area, Loader>>
}
