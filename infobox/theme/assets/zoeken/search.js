"use strict";
/* Documents in order: what every word of the query says, taken together. */
(() => {
  const { words, distance, match } = self.zoeken;
  const { meanings, apart, scores, together, phrases, meant, raise } = match;

  // Of the query's weight; below it, a document is about something else. In a sentence not every word matters.
  const ENOUGH = 0.5;
  const ENOUGH_OF_A_SENTENCE = 0.34;
  const LITTLE = 0.12; // of the best score; below it, a result is not worth reading. A name hit far above the rest
  // does not count for the best: who types 'kindermishandeling' wants more than its definition
  const MOST = 30;
  const SPOKEN = [0, 0.3, 0.6, 1.2, 1.8, 2.2]; // how much a sentence of so many telling words counts beside the best of the words

  // Words of questions that also name something: beside other words they count for little.
  const LIGHT = 0.3;
  const LIGHT_WORDS = new Set((
    "beginnen belangrijk best bestaan bestaat beter betekenis betekent collega eerst eerste gebeuren geef genoeg geven goed hoor hoort horen "
    + "houd houden juiste ken kennen kent kies kiezen kom komen komt krijg krijgen laat laten leg leggen lezen mensen neem "
    + "nemen nodig regelen regel soort soorten staan staat stellen uitleg vertel vertellen voel weten zeg zeggen zet zetten "
    + "zien zoek zoeken"
  ).split(" "));

  const clean = (query) => words(query.slice(0, match.MOST_LETTERS)).slice(0, match.MOST_WORDS);

  /** Words that the site does not hold, in the words it does: another language, the street. */
  function translated(index, all) {
    return all.flatMap((word) => {
      const meaning = index.number.has(word) || index.stop.has(word) ? null : index.said.meaning.get(word);
      return meaning ? words(meaning) : [word];
    });
  }

  /** What each word of the query says: {word, result: document -> score, rarity, found}. */
  function readings(index, all, finished) {
    const content = all.map((word, at) => ({ word, at })).filter(({ word }) => !index.stop.has(word) && (word.length > 1 || /\d/.test(word)));
    const chosen = content.length ? content : all.map((word, at) => ({ word, at }));
    return chosen.map(({ word, at }) => {
      const found = new Map(meanings(index, word, at === all.length - 1 && !finished));
      const { result, rarity } = scores(index, found);
      const light = chosen.length > 1 && LIGHT_WORDS.has(word) ? LIGHT : 1;
      if (light < 1) for (const [document, score] of result) result.set(document, light * score);
      return { word, at, found, result, rarity: light * (result.size ? rarity : Math.log(1 + 2 * index.documents.length)) };
    });
  }

  /** Two words that make one: 'ouderen mishandeling' says what 'ouderenmishandeling' says. */
  function join(index, read) {
    for (let at = 0; at + 1 < read.length; at += 1) {
      const [left, right] = [read[at], read[at + 1]];
      for (const link of ["", "s", "en", "n", "e"]) {
        const word = left.word + link + right.word;
        if (right.at !== left.at + 1 || !index.number.has(word)) continue;
        for (const reading of [left, right]) {
          for (const [document, score] of scores(index, meanings(index, word, false)).result) raise(reading.result, document, 0.95 * score);
          reading.found.set(index.number.get(word), 1);
        }
      }
    }
  }

  /** The better of what the words and the phrase say, and a little of the other: two that tie by name differ in text. */
  function strengthen(result, document, score) {
    const before = result.get(document) || 0;
    result.set(document, Math.max(before, score) + 0.25 * Math.min(before, score));
  }

  /** Lets phrases speak for the words they are made of. Gives documents -> how much of the query names them. */
  function name(index, read, all) {
    const named = new Map();
    const most = Math.log(1 + index.documents.length);
    for (const { from, to, phrase, sure } of phrases(index, all)) {
      const inside = read.filter(({ at }) => at >= from && at < to);
      const whole = inside.length === read.length;
      for (const [document, how] of meant(index, phrase)) {
        for (const reading of inside) {
          strengthen(reading.result, document, (whole && how >= match.THROUGH ? most : 1.2 * reading.rarity) * sure * how);
        }
        raise(named, document, (sure * how * Math.max(1, inside.length)) / read.length);
      }
      for (const kind of phrase.kinds) {
        const { result } = scores(index, meanings(index, kind, false));
        for (const reading of inside) for (const [document, score] of result) raise(reading.result, document, 0.85 * score);
      }
      for (const [document, how] of phrase.targets) {
        if (how < match.THROUGH || !index.documents[document].explains) continue;
        const about = together(index, words(index.documents[document].title).filter((word) => !index.stop.has(word)));
        for (const reading of inside) for (const [other, score] of about) raise(reading.result, other, 0.75 * sure * score);
      }
    }
    return named;
  }

  /** One result per entry: the entry itself, or the part of it that answers clearly better. */
  function perEntry(index, scored) {
    const best = new Map();
    for (const [document, score] of scored) {
      const { owner } = index.documents[document];
      const entry = owner < 0 ? document : owner;
      const worth = owner < 0 ? score : 0.9 * score;
      if (!best.has(entry) || best.get(entry).score < worth) best.set(entry, { entry, document, score: worth });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || a.entry - b.entry);
  }

  /** The documents that answer a query, best first: {results: [{entry, document, score}], marks: words to mark}. */
  function search(index, query) {
    const all = apart(index, translated(index, clean(query)));
    if (!all.length) return { results: [], marks: new Set() };
    const read = readings(index, all, /\s$/.test(query));
    join(index, read);
    const named = name(index, read, all);
    const total = read.reduce((sum, { rarity }) => sum + rarity, 0);
    const enough = read.length > 2 ? ENOUGH_OF_A_SENTENCE : ENOUGH;
    const scored = new Map();
    for (const { result } of read) for (const document of result.keys()) scored.set(document, 0);
    for (const document of scored.keys()) {
      let sum = 0;
      let covered = 0;
      for (const { result, rarity } of read) {
        if (!result.has(document)) continue;
        sum += result.get(document);
        covered += rarity / total;
      }
      const naming = named.get(document) || 0;
      if (covered < enough && naming < 0.25) scored.delete(document);
      else {
        const { alone, withMore } = index.documents[document];
        const likely = naming > 0.7 || read.length === 1 ? alone : withMore;
        scored.set(document, sum * (0.1 + 0.9 * covered ** 2) * (1 + 0.6 * naming) * likely);
      }
    }
    sentences(index, query, named, scored);
    coded(index, clean(query), scored);
    const results = perEntry(index, scored);
    const least = results.length ? LITTLE * Math.min(results[0].score, 2.5 * results[Math.min(2, results.length - 1)].score) : 0;
    return { results: results.filter(({ score }) => score >= least).slice(0, MOST), marks: marks(index, read) };
  }

  /** What people say in sentences: the nearer to one of those of a document, the more it counts beside single words. */
  function sentences(index, query, named, scored) {
    const most = Math.max(1, ...scored.values());
    const { size, found } = self.zoeken.sentences.nearest(index.said, query);
    // One or two words are a subject, and a subject that is named is meant; only a sentence tells a situation.
    const spoken = Math.max(0, ...named.values()) > 0.6 ? SPOKEN[Math.min(size, 3)] * 0.5 : SPOKEN[Math.min(size, SPOKEN.length - 1)];
    for (const [document, near] of found) {
      const words_ = scored.get(document) || 0;
      scored.set(document, Math.max(words_, 0.4 * words_ + most * spoken * near));
    }
  }

  /** A code stands above everything: s03, S3, i27. */
  function coded(index, all, scored) {
    const COUNTED = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    const number = (word) => (/^\d{1,4}$/.test(word || "") ? Number(word) : COUNTED.indexOf(word));
    all.forEach((word, at) => {
      for (const [name, letter, width] of index.numbered) {
        const glued = word.startsWith(letter) ? number(word.slice(letter.length)) : -1;
        const next = ["nummer", "nr", "no"].includes(all[at + 1]) ? all[at + 2] : all[at + 1];
        const apart = word === name || word === letter ? number(next) : -1;
        const found = glued >= 0 && /\d/.test(word) ? glued : apart;
        const document = found < 0 ? undefined : index.codes.get(letter + String(found).padStart(width, "0"));
        if (document !== undefined) scored.set(document, 1000);
      }
    });
  }

  function marks(index, read) {
    const found = new Set();
    for (const reading of read) for (const [number, sure] of reading.found) if (sure >= 0.4) found.add(index.vocabulary[number]);
    return found;
  }

  /** Names on the site that look most like what was typed; for a query that finds nothing. */
  function nearest(index, query) {
    const key = clean(query).join("");
    const near = [];
    for (const [other, phrase] of index.phrases) {
      if (other[0] === "~" || other.length < 4 || ![...phrase.targets.values()].some((sure) => sure >= 0.95)) continue;
      const longest = Math.max(key.length, other.length);
      const edits = distance(key, other, Math.floor(longest * 0.45));
      const alike = 1 - edits / longest;
      if (alike >= 0.55) near.push([alike, phrase.text]);
    }
    return [...new Set(near.sort((a, b) => b[0] - a[0]).map(([, text]) => text))].slice(0, 3);
  }

  self.zoeken.search = search;
  self.zoeken.nearest = nearest;
})();
