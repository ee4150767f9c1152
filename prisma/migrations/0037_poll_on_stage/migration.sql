-- AlterTable
ALTER TABLE "room" ADD COLUMN     "stage_poll_id" UUID;
