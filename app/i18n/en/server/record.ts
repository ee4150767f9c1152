import type { English } from '../../types.ts'
import type { record as ja } from '../../ja/server/record.ts'

export const record: English<typeof ja> = {
  board: 'Records of seminars',
  board_text: 'Records of seminars that are over, and the questions there was no time for.',
  title: 'Record of the seminar: {{title}}',
  intro_before: 'This is the record of the seminar "',
  intro_after: '". It was made when the room was closed; the speaker adds the summary.',
  summary: 'Summary',
  held: 'Held on {{date}}',
  people: 'People together at most: {{count}}',
  counts: 'Questions answered in the room or in writing: {{answered}}; still to be answered: {{left}}',
  left: 'Still to be answered',
  materials: 'Materials and recording',
  materials_at: 'The page of the seminar',
  questions: 'Questions and answers',
  polls: 'Poll results',
  answered_live: 'Answered in the room.',
  votes: ' (wanted by {{count}} others)',
  from_before: 'There was no time to answer this question at the seminar "',
  from_after: '".',
  wanted: '{{count}} people wanted to hear the answer too. The speaker answers here.',
  wanted_none: 'The speaker answers here.',
}
