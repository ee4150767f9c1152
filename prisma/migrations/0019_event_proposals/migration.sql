-- CreateEnum
CREATE TYPE "proposal_state" AS ENUM ('proposed', 'changes_asked', 'approved', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "proposal_step" AS ENUM ('proposed', 'comment', 'changes_asked', 'resubmitted', 'approved', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "event_role" AS ENUM ('cohost', 'speaker');

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "cohost_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "doc" JSONB,
ADD COLUMN     "join_url" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "event_draft" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_proposal" (
    "event_id" UUID NOT NULL,
    "proposer_id" UUID NOT NULL,
    "state" "proposal_state" NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_proposal_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "proposal_note" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "step" "proposal_step" NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_person" (
    "event_id" UUID NOT NULL,
    "role" "event_role" NOT NULL,
    "position" INTEGER NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL DEFAULT '',
    "line" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "event_person_pkey" PRIMARY KEY ("event_id","role","position")
);

-- CreateIndex
CREATE INDEX "event_draft_member_id_updated_at_id_idx" ON "event_draft"("member_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "event_proposal_state_sent_at_event_id_idx" ON "event_proposal"("state", "sent_at", "event_id");

-- CreateIndex
CREATE INDEX "event_proposal_proposer_id_sent_at_event_id_idx" ON "event_proposal"("proposer_id", "sent_at", "event_id");

-- CreateIndex
CREATE INDEX "proposal_note_event_id_created_at_id_idx" ON "proposal_note"("event_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "event_person_member_id_event_id_idx" ON "event_person"("member_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_person_event_id_role_member_id_key" ON "event_person"("event_id", "role", "member_id");

-- AddForeignKey
ALTER TABLE "event_draft" ADD CONSTRAINT "event_draft_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_proposal" ADD CONSTRAINT "event_proposal_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_proposal" ADD CONSTRAINT "event_proposal_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_proposal" ADD CONSTRAINT "event_proposal_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_note" ADD CONSTRAINT "proposal_note_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event_proposal"("event_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_note" ADD CONSTRAINT "proposal_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_person" ADD CONSTRAINT "event_person_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_person" ADD CONSTRAINT "event_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Who runs an event beside its host stands on the event itself, so that every rule finds it with the event.
CREATE FUNCTION event_count_cohosts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op <> 'INSERT' THEN
    UPDATE event SET cohost_ids = coalesce((SELECT array_agg(member_id ORDER BY position) FROM event_person WHERE event_id = old.event_id AND role = 'cohost'), '{}') WHERE id = old.event_id;
  END IF;
  IF tg_op = 'INSERT' OR (tg_op = 'UPDATE' AND new.event_id <> old.event_id) THEN
    UPDATE event SET cohost_ids = coalesce((SELECT array_agg(member_id ORDER BY position) FROM event_person WHERE event_id = new.event_id AND role = 'cohost'), '{}') WHERE id = new.event_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER event_count_cohosts AFTER INSERT OR DELETE OR UPDATE OF event_id, role, member_id, position ON event_person FOR EACH ROW EXECUTE FUNCTION event_count_cohosts();
ALTER TABLE event_person ADD CONSTRAINT event_person_is_somebody CHECK (member_id IS NOT NULL OR (role = 'speaker' AND name <> ''));

-- Nobody publishes their own: by whatever path, an approval is another person's, and a draft becomes public by an approval alone.
ALTER TABLE event_proposal ADD CONSTRAINT event_proposal_is_decided CHECK ((state IN ('approved', 'declined')) = (decided_by_id IS NOT NULL AND decided_at IS NOT NULL));
ALTER TABLE event_proposal ADD CONSTRAINT event_proposal_by_another CHECK (state <> 'approved' OR decided_by_id <> proposer_id);
CREATE FUNCTION event_proposal_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM event e WHERE e.id = new.event_id AND (new.decided_by_id = e.host_id OR new.decided_by_id = ANY(e.cohost_ids))) THEN
    RAISE EXCEPTION 'nobody publishes their own event' USING ERRCODE = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER event_proposal_by_another BEFORE INSERT OR UPDATE ON event_proposal FOR EACH ROW WHEN (new.state = 'approved') EXECUTE FUNCTION event_proposal_by_another();
CREATE FUNCTION event_needs_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM event_proposal p WHERE p.event_id = new.id AND p.state = 'approved') THEN
    RAISE EXCEPTION 'an event becomes public by an approval' USING ERRCODE = 'check_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER event_needs_approval BEFORE UPDATE OF status ON event FOR EACH ROW WHEN (old.status = 'draft' AND new.status <> 'draft') EXECUTE FUNCTION event_needs_approval();
