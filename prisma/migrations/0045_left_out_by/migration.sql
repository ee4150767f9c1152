-- AlterTable
ALTER TABLE "question" ADD COLUMN     "dismissed_by_id" UUID;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_dismissed_by_id_fkey" FOREIGN KEY ("dismissed_by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
