/** Builds the product once before the tests that run it. */
export default async function setup(): Promise<void> {
  const { buildIfStale } = (await import('../../boot/build.mjs' as string)) as { buildIfStale(): Promise<void> }
  await buildIfStale()
}
