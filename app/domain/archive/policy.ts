/** Business days a speaker has for a question that was left over. */
export const ANSWER_DAYS = 10
/** Questions of a record that stand in one post. */
export const QUESTIONS_A_POST = 25
/** Who was connected for this part of the time the room was open, or for so many seconds, has taken part. */
export const ATTENDED_PART = 0.5
export const ATTENDED_SECONDS = 1_800
/** A number of six digits, shown in the room. */
export const CODE_DIGITS = 6
export const CODE_TRIES_AN_HOUR = 10
/** The code is taken from the opening of the room until this long after its end. */
export const CODE_LATE_MS = 24 * 3_600_000
