-- AlterTable
ALTER TABLE "event" ADD COLUMN     "survey_absent_url" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "survey_attended_url" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "room" ADD COLUMN     "recording_offset" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "recording_url" TEXT;

-- AlterTable
ALTER TABLE "room_archive" ADD COLUMN     "summary_at" TIMESTAMPTZ(3);

-- A recording is looked for within a day of the room; what people are sent to is an address of the web that nobody else reads on the way.
ALTER TABLE "room" ADD CONSTRAINT "room_recording_offset" CHECK ("recording_offset" BETWEEN -86400 AND 86400);
ALTER TABLE "event" ADD CONSTRAINT "event_survey_https" CHECK (("survey_attended_url" = '' OR "survey_attended_url" LIKE 'https://%') AND ("survey_absent_url" = '' OR "survey_absent_url" LIKE 'https://%'));
