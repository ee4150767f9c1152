-- AlterTable
ALTER TABLE "event" ADD COLUMN     "rehearsal_of_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "event_rehearsal_of_id_key" ON "event"("rehearsal_of_id");

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_rehearsal_of_id_fkey" FOREIGN KEY ("rehearsal_of_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- No member ever sees a rehearsal.
ALTER TABLE "event" ADD CONSTRAINT "event_rehearsal_is_draft" CHECK ("rehearsal_of_id" IS NULL OR "status" = 'draft');
