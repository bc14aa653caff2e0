"""tantivy, in memory: an inverted index with fast fields, counted by its aggregations."""

import tantivy

from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Engine, counts_of

HEAP = 256_000_000


class Tantivy(Engine):
    """A field of numbers for each facet, and the place in the order of the day."""

    def build(self) -> None:
        words = self.profiles.words
        self._names = tuple(dict.fromkeys(word.attribute for word in words))
        schema = tantivy.SchemaBuilder().add_unsigned_field("rank", fast=True)
        for name in self._names:
            schema = schema.add_unsigned_field(name, indexed=True, fast=True)
        self._schema = schema.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        attribute = [word.attribute for word in words]
        for rank, facts in self.profiles.lists():
            document = tantivy.Document()
            document.add_unsigned("rank", rank)
            for fact in facts:
                document.add_unsigned(attribute[fact], fact)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, asked: Asked) -> Answer:
        matching = self._matching(asked.wishes)
        wished = [wish.attribute for wish in asked.wishes]
        pairs = self._counts([name for name in self._names if name not in wished], matching)
        for place, wish in enumerate(asked.wishes):
            others = self._matching(asked.wishes[:place] + asked.wishes[place + 1 :])
            pairs += self._counts([wish.attribute], others)
        found = self._searcher.search(
            matching, limit=FIRST, order_by_field="rank", order=tantivy.Order.Asc, count=True
        )
        first = [rank for rank, _ in found.hits]
        return Answer(found.count, counts_of(pairs, self.profiles.words), first)

    def _matching(self, wishes: tuple[Wish, ...]) -> tantivy.Query:
        held = [
            tantivy.Query.term_set_query(self._schema, wish.attribute, list(wish.options)) for wish in wishes
        ]
        if not held:
            return tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in held])

    def _counts(self, attributes: list[str], matching: tantivy.Query) -> list[tuple[int, int]]:
        size = len(self.profiles.words)
        wanted = {name: {"terms": {"field": name, "size": size, "segment_size": size}} for name in attributes}
        told = self._searcher.aggregate(matching, wanted)
        return [
            (int(bucket["key"]), bucket["doc_count"]) for name in told for bucket in told[name]["buckets"]
        ]
