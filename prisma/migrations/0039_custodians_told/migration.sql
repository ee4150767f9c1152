-- AlterTable
ALTER TABLE "room" ADD COLUMN     "lacks_custodians" BOOLEAN NOT NULL DEFAULT false;
-- Rooms that have to hear whether names can be sealed.
CREATE INDEX "room_without_name" ON "room"("lacks_custodians") WHERE "status" <> 'closed' AND "allows_anonymous";
