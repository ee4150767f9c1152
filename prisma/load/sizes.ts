export type Size = { members: number; posts: number }

export const sizes = {
  medium: { members: 1_200, posts: 4_000 },
  large: { members: 10_000, posts: 50_000 },
  huge: { members: 10_000, posts: 1_000_000 },
} satisfies Record<string, Size>

export type SizeName = keyof typeof sizes
export const isSizeName = (name: string | undefined): name is SizeName => name !== undefined && Object.hasOwn(sizes, name)
