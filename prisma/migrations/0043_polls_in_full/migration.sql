-- The projector shows a poll in full.
ALTER TABLE "room" DROP CONSTRAINT "room_stage_view";
ALTER TABLE "room" ADD CONSTRAINT "room_stage_view" CHECK ("stage_view" IN ('question', 'poll', 'join'));
