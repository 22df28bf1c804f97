"use strict";
/* The index, opened: documents, the words they hold, and the phrases that name them. Written by search/pack.py. */
(() => {
  const { words, stem, infinitive, sound } = self.search;

  // How sure it is that a phrase means a document. A part of an entry is found by its title, but the entry comes first.
  const TITLE = 1;
  const NAME = 0.95;
  const THESAURUS = 0.85;
  const SHORT_TITLE = 0.85;
  const PART_TITLE = 0.75;
  const KEYWORD = 0.6;
  const PARTS = 0.6; // how much the words of a part count for the whole
  const MOST_OF_A_PART = 2;

  /** The words: each is written as how many letters it shares with the one before it, and its other letters. */
  function unfolded(data) {
    const found = [];
    for (const [, shared, rest] of data.vocabulary.matchAll(/([A-Z])([^A-Z]*)/g)) {
      const before = found.length ? found[found.length - 1] : "";
      found.push(before.slice(0, data.shared.indexOf(shared)) + rest);
    }
    return found;
  }

  /**
   * Word number -> [[document, weight], ...]: the places of a word are told apart by spaces, all weights follow each other. What a
   * part holds counts for its whole as well.
   */
  function postings(data, documents) {
    const value = new Map([...data.digits].map((digit, at) => [digit, at]));
    let weight = 0;
    return data.places.split(" ").map((digits) => {
      const found = new Map();
      let document = -1;
      let delta = 0;
      for (const digit of digits) {
        const number = value.get(digit);
        delta = delta * 32 + (number % 32);
        if (number < 32) {
          document += delta;
          delta = 0;
          found.set(document, data.least * data.step ** value.get(data.weights[weight]));
          weight += 1;
        }
      }
      for (const [part, heavy] of [...found]) {
        const { owner } = documents[part];
        if (owner >= 0) found.set(owner, (found.get(owner) || 0) + PARTS * Math.min(heavy, MOST_OF_A_PART));
      }
      return [...found];
    });
  }

  /** Documents, and the parts of them, whose address is only an anchor. */
  function documentsOf(data) {
    const [kinds, paths, titles, codes] = data.documents;
    let owner = -1;
    return kinds.map((kind, number) => {
      const part = paths[number][0] === "#";
      if (!part) owner = number;
      const [label, , alone, withMore, explains] = data.kinds[kind];
      return {
        kind, label, alone, withMore, explains: explains === 1, title: titles[number], code: codes[number],
        path: part ? paths[owner] + paths[number] : paths[number], owner: part ? owner : -1,
      };
    });
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

  function phrasesOf(data, documents, stop) {
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
    documents.forEach(({ title, owner }, document) => {
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
    const vocabulary = unfolded(data);
    const documents = documentsOf(data);
    const places = postings(data, documents);
    const index = {
      documents,
      places: (word) => places[word],
      kinds: data.kinds.map(([, title]) => title),
      related: data.related,
      shard: data.shard,
      version: data.version,
      missing: data.missing,
      numbers: data.numbers,
      browse: data.browse,
      named: { kinds: data.codes, counting: data.counting, ordinals: data.ordinals, signs: new Set(data.signs) },
      stop,
      light: new Set(data.light.split(" ")),
      kept: new Map(),
      parts: new Map(),
      everyday: new Set(),
      vocabulary,
      number: new Map(vocabulary.map((word, number) => [word, number])),
      byStem: grouped(vocabulary, stem),
      bySound: grouped(vocabulary, sound),
      byInfinitive: grouped(vocabulary, (word) => (infinitive(word) ? stem(infinitive(word)) : "")),
      codes: new Map(documents.flatMap(({ code }, document) => (code ? [[code.toLowerCase(), document]] : []))),
      phrases: phrasesOf(data, documents, stop),
      alarming: data.alarming.split(" "),
      small: [data.stop, data.light], // for when sentences are read
      leads: data.thesaurus,
      dutch: null, // what words mean and which are danger; and the sentences
      wide: null, // the same with other languages
      sentences: null,
    };
    return index;
  }

  /** Adds sentences, what words mean, and which are danger. */
  function hear(index, data) {
    const known = self.search.meaning.open(index.small, data);
    index.heard = data;
    index.everyday = known.everyday;
    index.elsewhere = new Set(data.elsewhere.split(" "));
    index.sentences = self.search.sentences.open(index, known, data);
    index.dutch = { known, danger: self.search.danger.open(known, data) };
  }

  /** Adds the words of other languages: what was Dutch before, means what it did. */
  function learn(index, data) {
    const known = self.search.meaning.open(index.small, index.heard, data);
    index.wide = { known, danger: self.search.danger.open(known, index.heard, data) };
  }

  /** Whether a query is more than one word of this site, or one that may be danger. */
  function tells(index, all) {
    if (all.length !== 1) return all.length > 0;
    const [word] = all;
    if (word.length < 3) return false; // hardly begun
    const alarms = index.alarming.some((text) => (text.endsWith("*") ? word.startsWith(text.slice(0, -1)) : word === text));
    return alarms || !(index.number.has(word) || index.byStem.has(stem(word)) || index.phrases.has(word));
  }

  /** Whether a query holds a word that only another language may know. */
  function strange(index, all) {
    const { stop, number, byStem } = index;
    const { known } = index.dutch;
    return all.some((word, at) => index.elsewhere.has(word) || !(
      stop.has(word) || number.has(word) || known.fillers.has(word) || byStem.has(stem(word)) || self.search.meaning.matches(known.patterns, all, at, true).length
    ));
  }

  self.search.open = open;
  self.search.hear = hear;
  self.search.learn = learn;
  self.search.tells = tells;
  self.search.strange = strange;
})();
