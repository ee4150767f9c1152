-- AlterTable
ALTER TABLE "board" ADD COLUMN     "keeps_events" BOOLEAN NOT NULL DEFAULT false;
-- Where topics that follow from events stand: one board at most.
CREATE UNIQUE INDEX "board_keeps_events_key" ON "board"("keeps_events") WHERE "keeps_events";

-- CreateTable
CREATE TABLE "room_archive" (
    "event_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "room_archive_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "question_topic" (
    "question_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,

    CONSTRAINT "question_topic_pkey" PRIMARY KEY ("question_id")
);

-- CreateTable
CREATE TABLE "presence" (
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "code_at" TIMESTAMPTZ(3),

    CONSTRAINT "presence_pkey" PRIMARY KEY ("event_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "room_archive_topic_id_key" ON "room_archive"("topic_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_topic_topic_id_key" ON "question_topic"("topic_id");

-- CreateIndex
CREATE INDEX "presence_member_id_idx" ON "presence"("member_id");

-- AddForeignKey
ALTER TABLE "room_archive" ADD CONSTRAINT "room_archive_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "room"("event_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_archive" ADD CONSTRAINT "room_archive_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_topic" ADD CONSTRAINT "question_topic_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_topic" ADD CONSTRAINT "question_topic_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "room"("event_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
