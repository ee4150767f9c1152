-- AlterEnum
ALTER TYPE "question_status" ADD VALUE 'answered_text';
ALTER TYPE "question_status" ADD VALUE 'deferred';
ALTER TYPE "question_status" ADD VALUE 'merged';
ALTER TYPE "question_status" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "question" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "answer_at" TIMESTAMPTZ(3),
ADD COLUMN     "answerer_id" UUID,
ADD COLUMN     "label_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "original_text" TEXT;

-- AlterTable
ALTER TABLE "question_vote" ADD COLUMN     "via_id" UUID;

-- AlterTable
ALTER TABLE "room" ADD COLUMN     "lead_id" UUID;

-- CreateTable
CREATE TABLE "question_label" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_public" BOOLEAN NOT NULL,

    CONSTRAINT "question_label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_message" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_by_id" UUID,

    CONSTRAINT "stage_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "question_label_event_id_name_key" ON "question_label"("event_id", "name");

-- CreateIndex
CREATE INDEX "stage_message_event_id_at_idx" ON "stage_message"("event_id", "at");

-- CreateIndex
CREATE INDEX "question_merged_into_id_idx" ON "question"("merged_into_id");

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_answerer_id_fkey" FOREIGN KEY ("answerer_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "question"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_label" ADD CONSTRAINT "question_label_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "room"("event_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_message" ADD CONSTRAINT "stage_message_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "room"("event_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_message" ADD CONSTRAINT "stage_message_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_message" ADD CONSTRAINT "stage_message_read_by_id_fkey" FOREIGN KEY ("read_by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Compared as text: the value is as new as this transaction.
ALTER TABLE "question" ADD CONSTRAINT "question_merged_into_one" CHECK (("status"::text = 'merged') = ("merged_into_id" IS NOT NULL));
ALTER TABLE "question" ADD CONSTRAINT "question_answer_whole" CHECK (("answer" IS NULL) = ("answer_at" IS NULL));
ALTER TABLE "question" ADD CONSTRAINT "question_answered_in_words" CHECK ("status"::text <> 'answered_text' OR "answer" IS NOT NULL);
