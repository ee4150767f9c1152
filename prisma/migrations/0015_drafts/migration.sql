-- CreateTable
CREATE TABLE "draft" (
    "member_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "doc" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("member_id","place")
);

-- CreateIndex
CREATE INDEX "draft_member_id_updated_at_place_idx" ON "draft"("member_id", "updated_at" DESC, "place" DESC);

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
