-- AlterTable
ALTER TABLE "room" ADD COLUMN     "ahead_told" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "room_archive" ADD COLUMN     "later_post_id" UUID,
ADD COLUMN     "later_version" INTEGER NOT NULL DEFAULT 0;

-- Hosts are told of what is asked from now on.
UPDATE "room" SET "ahead_told" = (SELECT count(*) FROM "question" q WHERE q."event_id" = "room"."event_id") WHERE "status" = 'waiting';
-- The schedule looks through these alone.
CREATE INDEX "room_waiting" ON "room" ("event_id") WHERE "status" = 'waiting';
