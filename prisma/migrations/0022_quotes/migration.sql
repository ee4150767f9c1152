-- AlterTable
ALTER TABLE "post" ADD COLUMN     "quotes" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "scheduled_topic" ADD COLUMN     "quotes" UUID[] DEFAULT ARRAY[]::UUID[];

-- Who quotes a post, for when it is hidden. Posts that quote nothing are not in it.
create index post_quotes on post using gin (quotes) where quotes <> '{}';
