-- The live room: what must hold whatever the code does.

-- One question at a time is being answered in a room.
CREATE UNIQUE INDEX "question_one_answering" ON "question" ("event_id") WHERE "status" = 'answering';

-- The flusher looks four times a second for marked questions; there are few or none.
CREATE INDEX "question_vote_dirty" ON "question" ("event_id") WHERE "is_vote_dirty";

ALTER TABLE "question" ADD CONSTRAINT "question_votes_not_negative" CHECK ("vote_count" >= 0);

-- Whoever is told no is told why.
ALTER TABLE "question" ADD CONSTRAINT "question_dismissed_with_reason" CHECK (("status" = 'dismissed') = ("reason" IS NOT NULL));
