import type { English } from '../types.ts'
import type { archive as ja } from '../ja/archive.ts'

export const archive: English<typeof ja> = {
  record: 'The record of this seminar',
  record_text: 'Questions with their answers, and those still to be answered.',
  open_record: 'Read the record',
  attendance: 'Confirm attendance',
  attendance_text: 'Enter the six digits that were given in the room.',
  code: 'Attendance code',
  confirm: 'Record my attendance',
  confirmed: 'Your attendance is recorded.',
  your_code: 'Attendance code of this room',
  your_code_text: 'Tell it to those who take part while the room is open. It is accepted until 24 hours after the end.',
  wrong_code: 'That is not the number. Please check it again.',
  no_code_now: 'Attendance is recorded from the opening of the room until 24 hours after its end.',
}
