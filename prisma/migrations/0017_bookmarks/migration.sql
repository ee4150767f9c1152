-- CreateTable
CREATE TABLE "bookmark" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "topic_id" UUID,
    "post_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "by_mail" BOOLEAN NOT NULL DEFAULT false,
    "remove_after" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "bookmark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bookmark_member_id_created_at_id_idx" ON "bookmark"("member_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bookmark_topic_id_idx" ON "bookmark"("topic_id");

-- CreateIndex
CREATE INDEX "bookmark_post_id_idx" ON "bookmark"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "bookmark_member_id_post_id_key" ON "bookmark"("member_id", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "bookmark_member_id_topic_id_key" ON "bookmark"("member_id", "topic_id");

-- AddForeignKey
ALTER TABLE "bookmark" ADD CONSTRAINT "bookmark_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookmark" ADD CONSTRAINT "bookmark_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookmark" ADD CONSTRAINT "bookmark_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A bookmark is of a post or of a topic.
ALTER TABLE "bookmark" ADD CONSTRAINT "bookmark_of_one" CHECK (num_nonnulls("topic_id", "post_id") = 1);

-- Reminders that nobody has claimed yet, in the order of their times.
CREATE INDEX "bookmark_due" ON "bookmark" ("remind_at") WHERE "remind_at" IS NOT NULL AND "reminded_at" IS NULL;
