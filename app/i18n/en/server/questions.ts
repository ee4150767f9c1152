import type { questions as ja } from '../../ja/server/questions.ts'
import type { English } from '../../types.ts'

export const questions: English<typeof ja> = {
  taken: 'Exported {{at}}.',
  with: 'with: {{question}}',
  state: {
    pending: 'waiting', approved: 'shown', answering: 'being answered', answered_live: 'answered', answered_text: 'answered in writing', deferred: 'to be answered later', dismissed: 'left out', merged: 'put together', withdrawn: 'taken back',
  },
  column: {
    text: 'Question', status: 'State', votes: 'Wanted by', labels: 'Labels', asker: 'Asked by', asked_at: 'Asked at', answering_at: 'Answer began at', answered_at: 'Answered at', answer: 'Answer in writing', answerer: 'Answered by', merged_into: 'Put together with', reason: 'Why it was left out',
  },
  poll_column: { question: 'Poll', kind: 'How it is answered', round: 'Round', choice: 'Choice, word or answer', count: 'Votes, points or people', share: 'Share', voters: 'People who answered' },
}
