-- A reply leaves its bigrams on a short list; one in some hundred replies sorts it in. The list is as long as a search may read it.
alter index post_search set (fastupdate = on, gin_pending_list_limit = 256);
