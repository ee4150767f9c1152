-- Six digits that look like nothing and never come twice: the multiplier has no factor in common with a million.
CREATE SEQUENCE "room_code";

-- AlterTable
ALTER TABLE "room" ADD COLUMN     "allows_anonymous" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "allows_pseudonym" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "join_code" TEXT NOT NULL DEFAULT lpad(((nextval('room_code') * 618033 + 271828) % 1000000)::text, 6, '0'),
ADD COLUMN     "stage_view" TEXT NOT NULL DEFAULT 'question',
ADD COLUMN     "stream_url" TEXT;

-- AlterTable
ALTER TABLE "question" ADD COLUMN     "capability_hash" TEXT,
ADD COLUMN     "pseudonym" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "room_join_code_key" ON "room"("join_code");

-- CreateIndex
CREATE UNIQUE INDEX "question_capability_hash_key" ON "question"("capability_hash");

-- Who asked without a name is nobody here; who has another name is somebody.
ALTER TABLE "question" ADD CONSTRAINT "question_anonymous_is_nobody" CHECK ("capability_hash" IS NULL OR "author_id" IS NULL);
ALTER TABLE "question" ADD CONSTRAINT "question_pseudonym_of_somebody" CHECK ("pseudonym" IS NULL OR "author_id" IS NOT NULL);
ALTER TABLE "room" ADD CONSTRAINT "room_stage_view" CHECK ("stage_view" IN ('question', 'join'));
