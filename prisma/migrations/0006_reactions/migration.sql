-- AlterTable
ALTER TABLE "post" ADD COLUMN     "reactions" JSONB;

-- CreateTable
CREATE TABLE "reaction" (
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("post_id","member_id","kind")
);

-- CreateTable
CREATE TABLE "reaction_mark" (
    "post_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reaction_mark_pkey" PRIMARY KEY ("post_id")
);

-- CreateIndex
CREATE INDEX "reaction_post_id_at_member_id_kind_idx" ON "reaction"("post_id", "at" DESC, "member_id", "kind");

-- CreateIndex
CREATE INDEX "reaction_member_id_idx" ON "reaction"("member_id");

-- CreateIndex
CREATE INDEX "reaction_mark_at_idx" ON "reaction_mark"("at");

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One set of reactions, none of them against somebody.
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_kind" CHECK ("kind" IN ('like', 'thanks', 'useful', 'agree', 'cheer'));
