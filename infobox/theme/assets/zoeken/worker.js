"use strict";
/*
 * The search behind the theme's own box. It speaks the theme's protocol: 0 setup, 1 ready, 2 query, 3 result.
 * Nothing is loaded until there is a query; a single space asks to load, without an answer (box.js sends it on focus).
 */
(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const CODE = ["snowball/base-stemmer.js", "snowball/dutch-stemmer.js", "words.js", "sentences.js", "index.js", "match.js", "search.js", "show.js"];
  const ROOT = new URL("../../", self.location);
  const AT_ONCE = 10; // results with a text; the box shows no more than these
  const PAUSE = 100; // milliseconds without a key before texts are fetched: who types on needs other ones

  let opened = null; // promise of the index
  let latest = 0;
  const shards = new Map();

  async function json(path) {
    const answer = await fetch(new URL(path, ROOT));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  async function load() {
    const data = json("zoeken/index.json");
    importScripts(...CODE.map((file) => new URL(file, self.location).href));
    return self.zoeken.open(await data);
  }

  function ready() {
    if (!opened) {
      opened = load();
      opened.catch(() => { opened = null; });
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

  async function answer(query, all) {
    latest += 1;
    const mine = latest;
    let index;
    try {
      index = await ready();
    } catch {
      if (mine === latest) self.postMessage({ type: RESULT, data: { items: [], query, failed: true } });
      return;
    }
    if (mine !== latest || !query.trim()) return; // a newer query came while loading, or only loading was asked for
    const { results, marks } = self.zoeken.search(index, query);
    const shown = all ? results : results.slice(0, AT_ONCE);
    const show = () => {
      const items = shown.map((result) => [self.zoeken.item(index, result, texts(index, result.document), marks)]);
      const help = items.length ? {} : { nearest: self.zoeken.nearest(index, query), terms: index.terms, missing: index.missing, browse: index.browse };
      const danger = self.zoeken.sentences.dangerous(index.said, query);
      self.postMessage({ type: RESULT, data: { items, query, danger, numbers: danger || !items.length ? index.numbers : [], ...help } });
    };
    const documents = shown.map(({ document }) => document);
    show();
    if (documents.every((document) => texts(index, document))) return;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    if (mine !== latest) return;
    await fetchTexts(index, documents);
    if (mine === latest) show();
  }

  self.addEventListener("message", ({ data: message }) => {
    if (message.type === SETUP) self.postMessage({ type: READY }); // what it brings is not needed
    if (message.type !== QUERY) return;
    if (message.data === "") {
      latest += 1;
      self.postMessage({ type: RESULT, data: { items: [], query: "" } });
    } else answer(message.data, message.all === true);
  });
  self.postMessage({ type: READY });
})();
