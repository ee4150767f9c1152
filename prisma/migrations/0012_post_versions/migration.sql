-- AlterTable
ALTER TABLE "post" ADD COLUMN     "changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "post_version" (
    "post_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "doc" JSONB,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    "redacted_at" TIMESTAMPTZ(3),

    CONSTRAINT "post_version_pkey" PRIMARY KEY ("post_id","version")
);

-- AddForeignKey
ALTER TABLE "post_version" ADD CONSTRAINT "post_version_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was taken back is hidden, for every reader and every query.
ALTER TABLE "post" ADD CONSTRAINT "post_withdrawn_is_hidden" CHECK ("withdrawn_at" IS NULL OR "hidden_at" IS NOT NULL);
-- A version that was taken out keeps nothing, and only such a version has nothing.
ALTER TABLE "post_version" ADD CONSTRAINT "post_version_redacted_is_empty" CHECK (("redacted_at" IS NULL) = ("doc" IS NOT NULL));
-- Rooms look for the few posts of a topic that changed.
CREATE INDEX "post_changed" ON "post" ("topic_id", "changed_at" DESC) WHERE "changed_at" IS NOT NULL;
CREATE INDEX "post_withdrawn" ON "post" ("topic_id") WHERE "withdrawn_at" IS NOT NULL;
