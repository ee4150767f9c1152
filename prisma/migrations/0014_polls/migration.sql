-- CreateEnum
CREATE TYPE "poll_kind" AS ENUM ('one', 'many', 'scale');

-- CreateEnum
CREATE TYPE "poll_shows" AS ENUM ('always', 'voted', 'closed');

-- AlterTable
ALTER TABLE "post" ADD COLUMN     "has_poll" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "poll" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "author_id" UUID,
    "question" TEXT NOT NULL,
    "kind" "poll_kind" NOT NULL,
    "choices" TEXT[],
    "most" INTEGER NOT NULL,
    "shows" "poll_shows" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "counts" INTEGER[],
    "voters" INTEGER NOT NULL DEFAULT 0,
    "is_dirty" BOOLEAN NOT NULL DEFAULT false,
    "counted_at" TIMESTAMPTZ(3),

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "poll_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "picks" INTEGER[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("poll_id","member_id")
);

-- CreateIndex
CREATE INDEX "poll_subject_subject_id_id_idx" ON "poll"("subject", "subject_id", "id");

-- CreateIndex
CREATE INDEX "poll_author_id_idx" ON "poll"("author_id");

-- CreateIndex
CREATE INDEX "poll_vote_member_id_idx" ON "poll_vote"("member_id");

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Polls: what must hold whatever the code does.

ALTER TABLE "poll" ADD CONSTRAINT "poll_subject" CHECK ("subject" IN ('post', 'event'));
ALTER TABLE "poll" ADD CONSTRAINT "poll_choices" CHECK (cardinality("choices") BETWEEN 2 AND 10 AND cardinality("counts") = cardinality("choices")
  AND "most" BETWEEN 1 AND cardinality("choices") AND ("kind" = 'many' OR "most" = 1) AND ("kind" <> 'scale' OR cardinality("choices") = 5));
ALTER TABLE "poll" ADD CONSTRAINT "poll_not_negative" CHECK ("voters" >= 0 AND 0 <= ALL ("counts"));

-- One poll a post.
CREATE UNIQUE INDEX "poll_one_a_post" ON "poll" ("subject_id") WHERE "subject" = 'post';
-- The flusher looks four times a second for what is marked, the schedule for what is due; there is little of either.
CREATE INDEX "poll_dirty" ON "poll" ("subject") WHERE "is_dirty";
CREATE INDEX "poll_due" ON "poll" ("closes_at") WHERE "closed_at" IS NULL AND "closes_at" IS NOT NULL;

CREATE FUNCTION poll_step(counts int[], picks int[], by int) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(c + CASE WHEN i = ANY (picks) THEN by ELSE 0 END ORDER BY i) FROM unnest(counts) WITH ORDINALITY AS u (c, i) $$;

CREATE FUNCTION poll_takes(choices text[], most int, picks int[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT count(*) BETWEEN 1 AND most AND count(DISTINCT p) = count(*) AND min(p) >= 1 AND max(p) <= cardinality(choices) FROM unnest(picks) AS p $$;

-- Counts are those of the votes. A closed poll takes none; a vote that goes with its member is taken off in any case.
CREATE FUNCTION poll_count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE poll p SET
    counts = poll_step(poll_step(p.counts, coalesce(old.picks, '{}'), -1), coalesce(new.picks, '{}'), 1),
    voters = p.voters + CASE tg_op WHEN 'INSERT' THEN 1 WHEN 'DELETE' THEN -1 ELSE 0 END,
    is_dirty = true
  WHERE p.id = coalesce(new.poll_id, old.poll_id)
    AND (tg_op = 'DELETE' OR (p.closed_at IS NULL AND (p.closes_at IS NULL OR p.closes_at > new.at) AND poll_takes(p.choices, p.most, new.picks)));
  IF NOT found AND tg_op <> 'DELETE' THEN
    RAISE EXCEPTION 'poll_takes_vote: the poll is closed or has no such choices' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER poll_count_votes AFTER INSERT OR DELETE OR UPDATE OF picks ON "poll_vote" FOR EACH ROW EXECUTE FUNCTION poll_count_votes();

-- Only votes move counts, and what is asked stays as it was when somebody voted.
CREATE FUNCTION poll_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a poll that was voted in stays as it is; its counts are those of its votes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER poll_stays BEFORE UPDATE ON "poll" FOR EACH ROW
  WHEN (pg_trigger_depth() < 1 AND (new.voters <> old.voters OR (old.voters > 0 AND (new.id, new.kind, new.choices, new.most, new.question, new.counts) IS DISTINCT FROM (old.id, old.kind, old.choices, old.most, old.question, old.counts))))
  EXECUTE FUNCTION poll_stays();
