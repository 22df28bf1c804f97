"use strict";
/* The index, opened: documents, the words they hold, and the phrases that name them. Written by infobox/search/pack.py. */
(() => {
  const { words, stem, infinitive, sound } = self.zoeken;

  // How sure it is that a phrase means a document. A part of an entry is found by its title, but the entry comes first.
  const TITLE = 1;
  const NAME = 0.95;
  const THESAURUS = 0.85;
  const SHORT_TITLE = 0.85;
  const PART_TITLE = 0.75;
  const KEYWORD = 0.6;

  /** [[document, weight], ...] of one word's digits. */
  function places(digits, { value: VALUE, least, step }) {
    const found = [];
    let document = -1;
    let delta = 0;
    for (let at = 0; at < digits.length; at += 1) {
      const value = VALUE.get(digits[at]);
      delta = delta * 32 + (value % 32);
      if (value < 32) {
        document += delta;
        delta = 0;
        at += 1;
        found.push([document, least * step ** VALUE.get(digits[at])]);
      }
    }
    return found;
  }

  function grouped(list, keyOf) {
    const groups = new Map();
    list.forEach((item, number) => {
      const key = keyOf(item);
      if (groups.has(key)) groups.get(key).push(number);
      else groups.set(key, [number]);
    });
    return groups;
  }

  /** Shorter titles in a title: before a colon, full stop or bracket; between quotes; an abbreviation in brackets. */
  function shorter(title) {
    const inside = [...title.matchAll(/\(([^)]*[A-Z0-9]{2}[^)]*)\)|'([^']{5,60})'/g)].map((match) => match[1] || match[2]);
    const parts = [...title.split(/[(:?!]|\.\s/, 1), ...inside];
    return parts.map((part) => part.trim()).filter((part) => part && part !== title && words(part).length);
  }

  function phrasesOf(data, stop) {
    const phrases = new Map();
    const add = (text, document, sure, kinds) => {
      const all = words(text);
      const stems = all.filter((word) => !stop.has(word)).map(stem);
      for (const [key, factor] of [[all.join(""), 1], [`~${stems.join("")}`, 1]]) {
        if (key.replace("~", "").length < 2) continue;
        if (!phrases.has(key)) phrases.set(key, { text, targets: new Map(), kinds: kinds || [] });
        const { targets } = phrases.get(key);
        if (document !== null) targets.set(document, Math.max(targets.get(document) || 0, sure * factor));
      }
    };
    data.documents.forEach(([, , title, , , owner], document) => {
      add(title, document, owner < 0 ? TITLE : PART_TITLE);
      if (owner < 0) shorter(title).forEach((part) => add(part, document, SHORT_TITLE));
    });
    for (const [texts, sure] of [[data.names, NAME], [data.keywords, KEYWORD]]) {
      for (const document of Object.keys(texts)) {
        texts[document].split(" | ").forEach((text) => add(text, Number(document), sure));
      }
    }
    for (const [texts, documents, kinds] of data.thesaurus) {
      for (const text of texts.split("|")) {
        documents.forEach((document) => add(text, document, THESAURUS));
        if (kinds) add(text, null, 0, kinds);
      }
    }
    return phrases;
  }

  /** Opens the parsed index. */
  function open(data) {
    const stop = new Set(data.stop.split(" "));
    const vocabulary = data.vocabulary.split(" ");
    const digits = data.postings.split(" ");
    const opened = new Map();
    const scale = { value: new Map([...data.digits].map((digit, value) => [digit, value])), least: data.least, step: data.step };
    return {
      documents: data.documents.map(([kind, path, title, code, note, owner]) => ({
        kind: data.kinds[kind][0], alone: data.kinds[kind][1], withMore: data.kinds[kind][2], explains: data.kinds[kind][3] === 1, path, title, code, note, owner,
      })),
      related: data.related,
      shard: data.shard,
      version: data.version,
      terms: data.terms,
      missing: data.missing,
      stop,
      kept: new Map(),
      vocabulary,
      number: new Map(vocabulary.map((word, number) => [word, number])),
      byStem: grouped(vocabulary, stem),
      bySound: grouped(vocabulary, sound),
      byInfinitive: grouped(vocabulary, (word) => (infinitive(word) ? stem(infinitive(word)) : "")),
      numbered: data.codes,
      numbers: data.numbers,
      browse: data.browse,
      said: self.zoeken.sentences.open(data, stop),
      codes: new Map(data.documents.flatMap(([, , , code], document) => (code ? [[code.toLowerCase(), document]] : []))),
      phrases: phrasesOf(data, stop),
      /** Where a word of the vocabulary stands, and how heavily it counts there. */
      places(word) {
        if (!opened.has(word)) opened.set(word, places(digits[word], scale));
        return opened.get(word);
      },
    };
  }

  self.zoeken.open = open;
})();
