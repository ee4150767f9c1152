-- As a partial index, which the comparison with prisma/schema leaves alone: an operator class it does not read back.
drop index tag_prefix;
alter table tag add constraint tag_count_not_negative check (topic_count >= 0);
create index tag_prefix on tag (key text_pattern_ops) where topic_count >= 0;
