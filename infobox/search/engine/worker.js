"use strict";
/*
 * The program behind the search. A page sends {query, finished, most, kind}; answers come as they are ready, the last one with
 * texts: {query, danger, numbers, results, counts, total} and, when nothing was found, what to try instead. `partly` says that
 * something did not come, `busy` that nothing is found yet.
 * A page that shows the results itself sends {query, finished, below: folder}, and gets one answer: {query, danger, numbers,
 * paths}, every entry in that folder that is found, in the same order. Nothing is loaded until there is a query.
 */
(() => {
  const ROOT = new URL("../../", self.location);
  const PAUSE = 100; // milliseconds without a key before texts are fetched: who types on needs other ones

  let latest = 0;

  class Stale extends Error {} // something is of another build than the index, or is no more

  /** What the search loads of one build, each file once, and again after a failure. `how` says how it is fetched. */
  function edition(how) {
    const coming = new Map();
    const rows = new Map(); // document -> its row, with its texts

    async function json(path, ofThisBuild) {
      const answer = await fetch(new URL(path, ROOT), how);
      if (answer.status === 404 && ofThisBuild) throw new Stale(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    }

    function once(name, get) {
      if (!coming.has(name)) {
        coming.set(name, get().catch((error) => {
          coming.delete(name);
          throw error;
        }));
      }
      return coming.get(name);
    }

    const index = () => once("index", () => json("zoeken/index.json").then(self.search.open));

    /** A file that keeps its name, at the same time as the index. */
    async function beside(name) {
      const [opened, data] = await Promise.all([index(), once(`${name} itself`, () => json(`zoeken/${name}.json`))]);
      if (data.version === opened.version) return [opened, data];
      throw new Stale(name);
    }

    const sentences = () => once("zinnen", () => beside("zinnen").then(([opened, data]) => self.search.hear(opened, data)));
    const languages = () => once("talen", () => Promise.all([beside("talen"), sentences()]).then(([[opened, data]]) => self.search.learn(opened, data)));
    const part = (opened, name) => once(`part ${name}`, () => json(`zoeken/${name.replace(/(?=-|$)/, `-${opened.version}`)}.json`, true));

    /** What `ask` gives of the index, with every part of it that it needs; undefined when somebody asks something else meanwhile. */
    async function whole(opened, ask, wanted) {
      for (;;) {
        const answer = ask();
        const absent = [...opened.absent];
        if (!absent.length || !wanted()) return absent.length ? undefined : answer;
        for (const [name, data] of await Promise.all(absent.map(async (one) => [one, await part(opened, one)]))) {
          if (opened.absent.has(name)) self.search.add(opened, name, data);
        }
      }
    }

    /** Fetches what is told of these documents: their texts, and of a large site what they are called. Gives whether all came. */
    async function fetchRows(opened, documents) {
      const wanted = [...new Set(documents.filter((document) => !rows.has(document)).map((document) => Math.floor(document / opened.shard)))];
      const came = await Promise.all(wanted.map((number) => part(opened, `tekst-${number}`).then((list) => {
        list.forEach((row, at) => rows.set(number * opened.shard + at, self.search.told(opened, number * opened.shard + at, row)));
        return true;
      }, (error) => {
        if (error instanceof Stale) throw error;
        return false;
      })));
      return came.every(Boolean);
    }

    const said = () => once("gezegd", async () => {
      const opened = await index();
      const [data] = await Promise.all([part(opened, "gezegd"), sentences()]);
      if (!opened.said) self.search.say(opened, data);
    });

    return { index, sentences, languages, said, whole, fetchRows, rows };
  }

  let current = edition({});

  /**
   * The index, with what this query needs: sentences when it is more than a word, languages when a word is not Dutch to us. Gives also
   * whether something failed to come, and whether what people say is to come still: of a large site it is too much to wait for (`soon`).
   */
  async function ready(found, query, soon, wanted) {
    if (/\S\s+\S/.test(query)) found.sentences().catch(() => {}); // at the same time as the index
    const opened = await found.index();
    const all = self.search.clean(query);
    const told = { opened, partly: false, more: false };
    if (await found.whole(opened, () => self.search.tells(opened, all), wanted)) {
      told.more = soon && !opened.said;
      await found.sentences()
        .then(() => (self.search.strange(opened, all) ? found.languages() : null))
        .then(() => (told.more || opened.said ? null : found.said()))
        .catch((error) => {
          if (error instanceof Stale) throw error;
          told.partly = true; // words are found without them
        });
    }
    return told;
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

  /** Answers a query from what is loaded of one build; `post` tells the page, `wanted` whether it still wants to know. */
  async function answered(found, asked, post, wanted, soon = !asked.below) {
    const { query, finished, most, kind, below } = asked;
    const { opened, partly, more } = await ready(found, query, soon, wanted);
    if (!wanted() || !query.trim()) return; // a newer query came while loading, or only loading was asked for
    const searched = await found.whole(opened, () => {
      const { results, marks, danger } = self.search.search(opened, query, finished, below ? Infinity : undefined);
      const paths = below ? results.map(({ entry }) => self.search.path(opened, entry)).filter((path) => path.startsWith(below)) : [];
      return { results, marks, danger, paths };
    }, wanted);
    if (!searched) return;
    const { results, marks, danger, paths } = searched;
    if (below) {
      post({ danger, numbers: danger ? opened.numbers : [], paths, partly });
      return;
    }
    const chosen = kind ? results.filter(({ entry }) => opened.kinds[opened.documents[entry].kind] === kind) : results;
    const shown = chosen.slice(0, most);
    const documents = shown.map(({ document }) => document);
    const show = (missing, instead) => {
      const named = shown.filter(({ entry }) => opened.documents[entry].title);
      post({
        danger,
        numbers: danger || !results.length ? opened.numbers : [],
        results: named.map((result) => self.search.item(opened, result, found.rows.get(result.document), marks)),
        counts: counted(opened, results),
        total: chosen.length,
        partly: missing || named.length < shown.length,
        ...instead,
      });
    };
    if (!results.length && more) {
      post({ danger, numbers: danger ? opened.numbers : [], results: [], counts: [], total: 0, busy: true });
      await answered(found, asked, post, wanted, false);
      return;
    }
    if (!results.length) {
      const elsewhere = { browse: opened.browse, missing: opened.missing };
      const near = () => found.whole(opened, () => self.search.suggestions(opened, query), wanted);
      if (opened.divided) show(partly, { ...elsewhere, suggestions: [] }); // what is like it, is in files that are wanted for nothing else
      const suggestions = await near().catch((error) => {
        if (error instanceof Stale) throw error;
        return [];
      });
      if (suggestions) show(partly, { ...elsewhere, suggestions });
      return;
    }
    if (!opened.divided) {
      show(partly);
      found.sentences().catch(() => {}); // who types on will need them
      if (documents.every((document) => found.rows.has(document))) return;
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
      if (!wanted()) return;
    }
    const all = await found.fetchRows(opened, documents);
    if (opened.divided && !shown.some(({ entry }) => opened.documents[entry].title)) throw new Error("no texts");
    if (wanted()) show(partly || !all);
    if (more && wanted()) await answered(found, asked, post, wanted, false);
  }

  async function answer(asked) {
    latest += 1;
    const mine = latest;
    const wanted = () => mine === latest;
    const post = (found) => { if (wanted()) self.postMessage({ query: asked.query, ...found }); };
    try {
      await answered(current, asked, post, wanted).catch((error) => {
        if (!(error instanceof Stale)) throw error;
        current = edition({ cache: "no-cache" }); // the site is renewed
        return answered(current, asked, post, wanted);
      });
    } catch {
      post({ failed: true, danger: false, numbers: [], results: [], paths: [], counts: [], total: 0 });
    }
  }

  self.addEventListener("message", ({ data }) => answer(data));
})();
