-- AlterTable
ALTER TABLE "event" ADD COLUMN     "materials_for_going" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "file" ADD COLUMN     "alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "media_type" TEXT NOT NULL DEFAULT 'image/webp',
ADD COLUMN     "name" TEXT;

-- An image has a size; a document has a name and stands beside something from its first moment.
ALTER TABLE "file" DROP CONSTRAINT "file_has_size";
ALTER TABLE "file" ADD CONSTRAINT "file_has_size" CHECK ("bytes" > 0 AND CASE WHEN "media_type" = 'image/webp' THEN "width" > 0 AND "height" > 0 ELSE "name" IS NOT NULL AND "subject" IS NOT NULL END);
