-- AlterEnum
ALTER TYPE "poll_kind" ADD VALUE 'ranking';
ALTER TYPE "poll_kind" ADD VALUE 'text';
ALTER TYPE "poll_kind" ADD VALUE 'cloud';

-- AlterTable
ALTER TABLE "poll" ADD COLUMN     "first_id" UUID,
ADD COLUMN     "hidden_words" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "opened_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "poll_vote" ADD COLUMN     "answer_id" UUID,
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_told" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "text" TEXT,
ADD COLUMN     "words" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE UNIQUE INDEX "poll_first_id_key" ON "poll"("first_id");

-- CreateIndex
CREATE UNIQUE INDEX "poll_vote_answer_id_key" ON "poll_vote"("answer_id");

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Polls in rooms: drafts, rankings, answers in words, two rounds. Kinds are compared as texts: those above are new in this transaction.

UPDATE "poll" SET "opened_at" = "created_at";

ALTER TABLE "poll" DROP CONSTRAINT "poll_choices";
ALTER TABLE "poll" ADD CONSTRAINT "poll_choices" CHECK (cardinality("counts") = cardinality("choices") AND CASE
  WHEN "kind"::text IN ('text', 'cloud') THEN cardinality("choices") = 0 AND "most" BETWEEN 1 AND 10 AND ("kind"::text = 'cloud' OR "most" = 1)
  ELSE cardinality("choices") BETWEEN 2 AND 10 AND "most" BETWEEN 1 AND cardinality("choices") AND ("kind"::text IN ('many', 'ranking') OR "most" = 1) AND ("kind"::text <> 'scale' OR cardinality("choices") = 5) END);
ALTER TABLE "poll" ADD CONSTRAINT "poll_not_its_own_round" CHECK ("first_id" <> "id");
ALTER TABLE "poll" ADD CONSTRAINT "poll_closes_what_was_open" CHECK ("closed_at" IS NULL OR "opened_at" IS NOT NULL);
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_text_length" CHECK (length("text") <= 3000);

-- The flusher looks for answers that were not told yet.
CREATE INDEX "poll_vote_untold" ON "poll_vote" ("poll_id") WHERE NOT "is_told";

CREATE OR REPLACE FUNCTION poll_count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE poll p SET
    counts = poll_step(p.kind::text, poll_step(p.kind::text, p.counts, coalesce(old.picks, '{}'), -1), coalesce(new.picks, '{}'), 1),
    voters = p.voters + CASE tg_op WHEN 'INSERT' THEN 1 WHEN 'DELETE' THEN -1 ELSE 0 END,
    is_dirty = true
  WHERE p.id = coalesce(new.poll_id, old.poll_id)
    AND (tg_op = 'DELETE' OR (p.opened_at IS NOT NULL AND p.closed_at IS NULL AND (p.closes_at IS NULL OR p.closes_at > new.at) AND poll_takes(p.kind::text, p.choices, p.most, new.picks, new.text, new.words)));
  IF NOT found AND tg_op <> 'DELETE' THEN
    RAISE EXCEPTION 'poll_takes_vote: the poll is not open or takes no such answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER poll_count_votes ON "poll_vote";
CREATE TRIGGER poll_count_votes AFTER INSERT OR DELETE OR UPDATE OF picks, text, words ON "poll_vote" FOR EACH ROW EXECUTE FUNCTION poll_count_votes();
DROP FUNCTION poll_step(int[], int[], int);
DROP FUNCTION poll_takes(text[], int, int[]);

-- A choice counts one; in a ranking as many points as there are choices for the first place, one less for each that follows.
CREATE FUNCTION poll_step(kind text, counts int[], picks int[], by int) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(c + CASE WHEN i = ANY (picks) THEN by * CASE kind WHEN 'ranking' THEN cardinality(counts) + 1 - array_position(picks, i::int) ELSE 1 END ELSE 0 END ORDER BY i), '{}')
  FROM unnest(counts) WITH ORDINALITY AS u (c, i) $$;

CREATE FUNCTION poll_takes(kind text, choices text[], most int, picks int[], answer text, words text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN kind = 'text' THEN cardinality(picks) = 0 AND answer <> '' AND cardinality(words) = 0
    WHEN kind = 'cloud' THEN cardinality(picks) = 0 AND answer <> '' AND cardinality(words) BETWEEN 1 AND most
    ELSE answer IS NULL AND cardinality(words) = 0 AND (SELECT count(*) BETWEEN 1 AND most AND count(DISTINCT p) = count(*) AND min(p) >= 1 AND max(p) <= cardinality(choices) FROM unnest(picks) AS p) END $$;
