-- AlterTable
ALTER TABLE "post" ADD COLUMN     "moved_id" UUID;

-- AlterTable
ALTER TABLE "topic" ADD COLUMN     "answer_id" UUID,
ADD COLUMN     "asks" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "assigned_due" DATE,
ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "confirm_from" TIMESTAMPTZ(3),
ADD COLUMN     "confirmed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "heat" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "moved_nos" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "slow_seconds" INTEGER,
ADD COLUMN     "slow_until" TIMESTAMPTZ(3),
ADD COLUMN     "tag_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "topic_read" ADD COLUMN     "ahead" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "posted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "tag" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "is_official" BOOLEAN NOT NULL DEFAULT false,
    "topic_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_move" (
    "topic_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "post_id" UUID NOT NULL,

    CONSTRAINT "post_move_pkey" PRIMARY KEY ("topic_id","no")
);

-- CreateTable
CREATE TABLE "topic_confirmation" (
    "topic_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_confirmation_pkey" PRIMARY KEY ("topic_id","member_id")
);

-- CreateTable
CREATE TABLE "scheduled_topic" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "official_as" TEXT,
    "title" TEXT NOT NULL,
    "asks" BOOLEAN NOT NULL DEFAULT false,
    "tag_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "doc" JSONB NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_telling" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scheduled_topic_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tag_key_key" ON "tag"("key");

-- CreateIndex
CREATE INDEX "tag_is_official_topic_count_id_idx" ON "tag"("is_official" DESC, "topic_count" DESC, "id");

-- CreateIndex
CREATE INDEX "post_move_post_id_idx" ON "post_move"("post_id");

-- CreateIndex
CREATE INDEX "topic_confirmation_topic_id_at_member_id_idx" ON "topic_confirmation"("topic_id", "at" DESC, "member_id" DESC);

-- CreateIndex
CREATE INDEX "scheduled_topic_due_at_id_idx" ON "scheduled_topic"("due_at", "id");

-- CreateIndex
CREATE INDEX "scheduled_topic_author_id_due_at_id_idx" ON "scheduled_topic"("author_id", "due_at", "id");

-- CreateIndex
CREATE INDEX "post_topic_id_created_at_idx" ON "post"("topic_id", "created_at");

-- CreateIndex
CREATE INDEX "topic_heat_id_idx" ON "topic"("heat" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "topic_board_id_heat_id_idx" ON "topic"("board_id", "heat" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_moved_id_fkey" FOREIGN KEY ("moved_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_move" ADD CONSTRAINT "post_move_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_move" ADD CONSTRAINT "post_move_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_confirmation" ADD CONSTRAINT "topic_confirmation_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_confirmation" ADD CONSTRAINT "topic_confirmation_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_topic" ADD CONSTRAINT "scheduled_topic_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_topic" ADD CONSTRAINT "scheduled_topic_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What few rows have is indexed in those rows alone: a reply writes the topic's row, and pays for every index of it.
create index topic_tags on topic using gin (tag_ids) where tag_ids <> '{}';
-- Tags by what they begin with.
create index tag_prefix on tag (key text_pattern_ops);
create index topic_assigned on topic (assigned_due, id) where assignee_id is not null;
create index topic_assigned_to on topic (assignee_id, assigned_due, id) where assignee_id is not null;
create index topic_merged on topic (merged_into_id) where merged_into_id is not null;
create index topic_answer on topic (answer_id) where answer_id is not null;
create index post_moved on post (moved_id) where moved_id is not null;
-- What waits for an answer: a list says the same condition, so that it is read from here.
create index topic_unanswered on topic (last_post_at desc, id desc) where answer_id is null and closed_at is null and hidden_at is null and official_as is null and (asks or last_no = 1);
create index topic_unanswered_board on topic (board_id, last_post_at desc, id desc) where answer_id is null and closed_at is null and hidden_at is null and official_as is null and (asks or last_no = 1);

alter table topic add constraint topic_slow_has_end check ((slow_seconds is null) = (slow_until is null));
alter table topic add constraint topic_slow_seconds check (slow_seconds between 10 and 86400);
alter table topic add constraint topic_confirmed_not_negative check (confirmed >= 0);
alter table topic add constraint topic_merged_is_hidden check (merged_into_id is null or (hidden_at is not null and merged_into_id <> id));

-- Attention is a time that rises: each post adds as much as the one before it, and half of it is gone after 3.5 days (436 272 s is
-- 3.5 days / ln 2). Because it fades everywhere alike, the order of topics stays right without writing any row again.
create function topic_heated(heat float8, at timestamptz) returns float8 language sql immutable as $$
  select greatest(heat, t) + case when abs(heat - t) > 8e6 then 0 else 436272 * ln(1 + exp(-abs(heat - t) / 436272)) end from (select extract(epoch from at)::float8 as t) posted
$$;
create function topic_keep_heat() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.heat := topic_heated(old.heat, new.last_post_at);
  else
    new.heat := extract(epoch from new.last_post_at)::float8 + 436272 * ln(least(greatest(new.last_no, 1), 100));
  end if;
  return new;
end $$;
create trigger topic_heats_up before update of last_no on topic for each row when (new.last_no > old.last_no and new.heat = old.heat) execute function topic_keep_heat();
create trigger topic_begins_warm before insert on topic for each row when (new.heat = 0) execute function topic_keep_heat();
update topic set heat = extract(epoch from last_post_at)::float8 + 436272 * ln(least(greatest(last_no, 1), 100));

-- Slow mode holds in every committed state: replies to a topic wait for its row, so each sees when its author wrote before.
create function topic_read_keeps_slow() returns trigger language plpgsql as $$
declare wait_until timestamptz;
begin
  select old.posted_at + make_interval(secs => t.slow_seconds) into wait_until from topic t where t.id = new.topic_id and t.slow_until > new.posted_at;
  if wait_until > new.posted_at then
    raise exception 'slow mode' using errcode = 'check_violation', constraint = 'topic_slow_mode';
  end if;
  return new;
end $$;
create trigger topic_read_keeps_slow before update of posted_at on topic_read for each row
  when (new.posts > old.posts and old.posted_at is not null) execute function topic_read_keeps_slow();
