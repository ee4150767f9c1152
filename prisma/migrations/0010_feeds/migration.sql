-- CreateTable
CREATE TABLE "feed_token" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_read_at" TIMESTAMPTZ(3),

    CONSTRAINT "feed_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "feed_token_token_hash_key" ON "feed_token"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "feed_token_member_id_kind_key" ON "feed_token"("member_id", "kind");

-- CreateIndex
CREATE INDEX "topic_created_at_id_idx" ON "topic"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "topic_board_id_created_at_id_idx" ON "topic"("board_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "feed_token" ADD CONSTRAINT "feed_token_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "feed_token" ADD CONSTRAINT "feed_token_kind" CHECK ("kind" IN ('topics', 'calendar'));
