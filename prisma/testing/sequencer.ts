import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where no run has been measured yet, Vitest begins with the largest files; these take longest and are small. */
const LONGEST = /[\\/](pages|killed|live-room|journey-b3)\.test\./

/** The longest files of a project first, so that none of them runs alone at the end. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter((f) => LONGEST.test(f.moduleId)), ...sorted.filter((f) => !LONGEST.test(f.moduleId))]
  }
}
