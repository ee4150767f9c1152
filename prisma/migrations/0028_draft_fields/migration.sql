-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "fields" JSONB;
