-- CreateEnum
CREATE TYPE "attention_kind" AS ENUM ('topic', 'board', 'tag', 'event');

-- CreateEnum
CREATE TYPE "attention_level" AS ENUM ('muted', 'normal', 'watching_first', 'tracking', 'watching');

-- AlterTable
ALTER TABLE "topic_read" ADD COLUMN     "pages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "attention" (
    "member_id" UUID NOT NULL,
    "kind" "attention_kind" NOT NULL,
    "target_id" UUID NOT NULL,
    "level" "attention_level" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attention_pkey" PRIMARY KEY ("member_id","kind","target_id")
);

-- CreateIndex
CREATE INDEX "attention_kind_target_id_member_id_idx" ON "attention"("kind", "target_id", "member_id");

-- AddForeignKey
ALTER TABLE "attention" ADD CONSTRAINT "attention_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A topic has no first post of its own to watch.
ALTER TABLE "attention" ADD CONSTRAINT "attention_topic_level" CHECK ("kind" <> 'topic' OR "level" <> 'watching_first');

-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "no" INTEGER,
ADD COLUMN     "told_by" UUID,
ADD COLUMN     "topic_id" UUID,
ADD COLUMN     "up_to" INTEGER,
ADD COLUMN     "who" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What a topic has told a member that they have not read.
CREATE INDEX "notification_of_topic" ON "notification" ("member_id", "topic_id") WHERE "topic_id" IS NOT NULL AND "read_at" IS NULL;
