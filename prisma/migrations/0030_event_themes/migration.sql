-- AlterTable
ALTER TABLE "event" ADD COLUMN     "themes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "event_themes_idx" ON "event" USING GIN ("themes");
