-- CreateEnum
CREATE TYPE "voice_step" AS ENUM ('received', 'considering', 'answered', 'adopted', 'partly', 'noted', 'declined', 'done');

-- CreateTable
CREATE TABLE "voice" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "step" "voice_step" NOT NULL DEFAULT 'received',
    "position" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    -- The title first: a hit that is called so comes before one that says so.
    "norm" TEXT GENERATED ALWAYS AS (search_fold("title" || E'\n' || "body" || E'\n' || "department" || E'\n' || "position" || E'\n' || "reason")) STORED,
    "sources" INTEGER NOT NULL DEFAULT 0,
    "supporters" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stepped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voice_history" (
    "voice_id" UUID NOT NULL,
    "step" "voice_step" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "voice_history_pkey" PRIMARY KEY ("voice_id","step")
);

-- CreateTable
CREATE TABLE "voice_source" (
    "id" UUID NOT NULL,
    "voice_id" UUID NOT NULL,
    "post_id" UUID,
    "question_id" UUID,
    "member_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voice_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voice_support" (
    "voice_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voice_support_pkey" PRIMARY KEY ("voice_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "voice_no_key" ON "voice"("no");

-- CreateIndex
CREATE INDEX "voice_stepped_at_id_idx" ON "voice"("stepped_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "voice_step_stepped_at_id_idx" ON "voice"("step", "stepped_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "voice_source_post_id_idx" ON "voice_source"("post_id");

-- CreateIndex
CREATE INDEX "voice_source_question_id_idx" ON "voice_source"("question_id");

-- CreateIndex
CREATE INDEX "voice_source_member_id_voice_id_idx" ON "voice_source"("member_id", "voice_id");

-- CreateIndex
CREATE UNIQUE INDEX "voice_source_voice_id_post_id_key" ON "voice_source"("voice_id", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "voice_source_voice_id_question_id_key" ON "voice_source"("voice_id", "question_id");

-- CreateIndex
CREATE INDEX "voice_support_member_id_idx" ON "voice_support"("member_id");

-- AddForeignKey
ALTER TABLE "voice_history" ADD CONSTRAINT "voice_history_voice_id_fkey" FOREIGN KEY ("voice_id") REFERENCES "voice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_source" ADD CONSTRAINT "voice_source_voice_id_fkey" FOREIGN KEY ("voice_id") REFERENCES "voice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_source" ADD CONSTRAINT "voice_source_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_source" ADD CONSTRAINT "voice_source_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_source" ADD CONSTRAINT "voice_source_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_support" ADD CONSTRAINT "voice_support_voice_id_fkey" FOREIGN KEY ("voice_id") REFERENCES "voice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_support" ADD CONSTRAINT "voice_support_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX voice_search ON voice USING gin (search_bigrams(norm)) WITH (fastupdate = off);
-- One who said it elsewhere is told once.
CREATE UNIQUE INDEX voice_source_member_once ON voice_source (voice_id, member_id) WHERE post_id IS NULL AND question_id IS NULL;
ALTER TABLE voice_source ADD CONSTRAINT voice_source_is_one CHECK (num_nonnulls(post_id, question_id) <= 1);

-- By whatever path: a voice ends with the prefecture's position, what cannot be done with a reason, and steps come one after the other.
ALTER TABLE voice ADD CONSTRAINT voice_says_something CHECK (title ~ '[^[:space:]]' AND body ~ '[^[:space:]]' AND department ~ '[^[:space:]]');
ALTER TABLE voice ADD CONSTRAINT voice_ends_with_position CHECK (step IN ('received', 'considering', 'answered') OR position ~ '[^[:space:]]');
ALTER TABLE voice ADD CONSTRAINT voice_declined_with_reason CHECK (step <> 'declined' OR reason ~ '[^[:space:]]');
CREATE FUNCTION voice_step_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (CASE WHEN tg_op = 'INSERT' THEN 'begin' ELSE old.step::text END, new.step::text) NOT IN (
    ('begin', 'received'), ('received', 'considering'), ('considering', 'answered'),
    ('answered', 'adopted'), ('answered', 'partly'), ('answered', 'noted'), ('answered', 'declined'), ('adopted', 'done'), ('partly', 'done')
  ) THEN
    RAISE EXCEPTION 'a voice does not come to this step from where it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'voice_step_follows';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER voice_begins BEFORE INSERT ON voice FOR EACH ROW EXECUTE FUNCTION voice_step_follows();
CREATE TRIGGER voice_step_follows BEFORE UPDATE OF step ON voice FOR EACH ROW WHEN (old.step <> new.step) EXECUTE FUNCTION voice_step_follows();

-- Every step leaves its date.
CREATE FUNCTION voice_keep_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO voice_history (voice_id, step, at) VALUES (new.id, new.step, new.stepped_at);
  RETURN NULL;
END $$;
CREATE TRIGGER voice_keep_beginning AFTER INSERT ON voice FOR EACH ROW EXECUTE FUNCTION voice_keep_step();
CREATE TRIGGER voice_keep_step AFTER UPDATE OF step ON voice FOR EACH ROW WHEN (old.step <> new.step) EXECUTE FUNCTION voice_keep_step();

-- How many voices, and how many say the same.
CREATE FUNCTION voice_count_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE voice SET sources = sources + CASE tg_op WHEN 'INSERT' THEN 1 ELSE -1 END WHERE id = coalesce(new.voice_id, old.voice_id);
  RETURN NULL;
END $$;
CREATE TRIGGER voice_count_sources AFTER INSERT OR DELETE ON voice_source FOR EACH ROW EXECUTE FUNCTION voice_count_sources();
CREATE FUNCTION voice_count_supporters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE voice SET supporters = supporters + CASE tg_op WHEN 'INSERT' THEN 1 ELSE -1 END WHERE id = coalesce(new.voice_id, old.voice_id);
  RETURN NULL;
END $$;
CREATE TRIGGER voice_count_supporters AFTER INSERT OR DELETE ON voice_support FOR EACH ROW EXECUTE FUNCTION voice_count_supporters();
