"use strict";
/*
 * The program behind the search. A page sends {query, finished, most, kind}; answers come as they are ready, the last one with
 * texts: {query, danger, numbers, results, counts, total} and, when nothing was found, what to try instead.
 * A page that shows the results itself sends {query, finished, below: folder}, and gets one answer: {query, danger, numbers,
 * paths}, every entry in that folder that is found, in the same order. Nothing is loaded until there is a query.
 */
(() => {
  const ROOT = new URL("../../", self.location);
  const PAUSE = 100; // milliseconds without a key before texts are fetched: who types on needs other ones

  let latest = 0;
  const shards = new Map();

  async function json(path) {
    const answer = await fetch(new URL(path, ROOT));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  /** What `get` gives, asked for once; after a failure, again. */
  function once(get) {
    let promise = null;
    return () => {
      promise = promise || get().catch((error) => {
        promise = null;
        throw error;
      });
      return promise;
    };
  }

  const index = once(() => json("zoeken/index.json").then(self.search.open));
  const sentences = once(() => Promise.all([index(), json("zoeken/zinnen.json")]).then(([opened, data]) => self.search.hear(opened, data)));
  const languages = once(() => Promise.all([index(), json("zoeken/talen.json"), sentences()]).then(([opened, data]) => self.search.learn(opened, data)));

  /** The index, with what this query needs: sentences when it is more than a word, languages when a word is not Dutch to us. */
  async function ready(query) {
    if (/\S\s+\S/.test(query)) sentences().catch(() => {}); // at the same time as the index
    const opened = await index();
    const all = self.search.clean(query);
    if (self.search.tells(opened, all)) {
      await sentences().then(() => (self.search.strange(opened, all) ? languages() : null)).catch(() => {}); // words are found without them
    }
    return opened;
  }

  /** The texts of a document, or undefined when they are not here yet. */
  function texts(index, document) {
    const shard = shards.get(Math.floor(document / index.shard));
    return Array.isArray(shard) ? shard[document % index.shard] : undefined;
  }

  /** Fetches the texts of these documents. A text that fails to come is done without. */
  function fetchTexts(index, documents) {
    const wanted = [...new Set(documents.map((document) => Math.floor(document / index.shard)))];
    return Promise.all(wanted.map((number) => {
      if (!shards.has(number)) {
        shards.set(number, json(`zoeken/tekst-${index.version}-${number}.json`).then(
          (list) => shards.set(number, list),
          () => shards.delete(number),
        ));
      }
      return shards.get(number);
    }));
  }

  /** How many results there are of each kind: [[kind, number], ...], in the order of the results. */
  function counted(index, results) {
    const counts = new Map();
    for (const { entry } of results) {
      const { kind } = index.documents[entry];
      counts.set(kind, (counts.get(kind) || 0) + 1);
    }
    return [...counts].map(([kind, number]) => [index.kinds[kind], number]);
  }

  /** Where the results in one folder lead, all of them, best first. */
  const paths = (index, results, below) => results.map(({ entry }) => index.documents[entry].path).filter((path) => path.startsWith(below));

  async function answer({ query, finished, most, kind, below }) {
    latest += 1;
    const mine = latest;
    const post = (found) => { if (mine === latest) self.postMessage({ query, ...found }); };
    let opened;
    try {
      opened = await ready(query);
    } catch {
      post({ failed: true, danger: false, numbers: [], results: [], paths: [], counts: [], total: 0 });
      return;
    }
    if (mine !== latest || !query.trim()) return; // a newer query came while loading, or only loading was asked for
    const { results, marks, danger } = self.search.search(opened, query, finished, below ? Infinity : undefined);
    if (below) {
      post({ danger, numbers: danger ? opened.numbers : [], paths: paths(opened, results, below) });
      return;
    }
    const chosen = kind ? results.filter(({ entry }) => opened.kinds[opened.documents[entry].kind] === kind) : results;
    const shown = chosen.slice(0, most);
    const instead = results.length ? {} : { suggestions: self.search.suggestions(opened, query), browse: opened.browse, missing: opened.missing };
    const show = () => post({
      danger,
      numbers: danger || !results.length ? opened.numbers : [],
      results: shown.map((result) => self.search.item(opened, result, texts(opened, result.document), marks)),
      counts: counted(opened, results),
      total: chosen.length,
      ...instead,
    });
    const documents = shown.map(({ document }) => document);
    show();
    sentences().catch(() => {}); // who types on will need them
    if (documents.every((document) => texts(opened, document))) return;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    if (mine !== latest) return;
    await fetchTexts(opened, documents);
    show();
  }

  self.addEventListener("message", ({ data }) => answer(data));
})();
