"use strict";
/* Sentences: what somebody typed, held against each sentence in which people say a thing. The nearest one speaks for its entry. */
(() => {
  const { words, stem, sound, distance, slip, telling, meaning } = self.search;
  const SURE = 7; // letters: a shorter word that is a slip away from another is as often a word of its own, unless they sound the same
  const SMALL = 0.4; // how much a small word counts beside a telling one
  const UNKNOWN = [0, 3, 3, 2]; // a word that is in no sentence says much among so many words, and little in a longer one
  const UNKNOWN_IN_MORE = 1;
  const MOST_OF_A_WORD = 2.2; // a word that means nothing in particular, however rare it is
  const SAME = 0.9; // another word for the same
  const TYPED = 0.5; // how much of what was typed must be in the sentence, against how much of the sentence in what was typed
  const BEST = 0.5; // the nearest sentence against all of an entry's sentences together
  const IN_PASSING = 0.5; // a word that means nothing in particular, as evidence that this is about what the site is about
  const WHO = 0.2; // idem, somebody
  const OFTEN = 0.5; // how much it matters how many of an entry's sentences hold a word
  const DEED = 0.4; // who does what, and to whom; the other way round counts against
  const PAIR = 0.35; // two that follow each other as they do in the sentence

  const keys = (slot) => [...slot.meanings.map((name) => `=${name}`), ...slot.stems];

  function open(index, known, data) {
    const passages = [];
    const add = (text, documents) => {
      const slots = meaning.slots(known, words(text));
      if (slots.some(({ small }) => !small)) passages.push({ documents, slots, deeds: new Set(meaning.deeds(known, slots, words(text))) });
    };
    for (const [document, list] of Object.entries(data.said)) {
      const title = data.titles ? data.titles[document] : index.documents[document].title;
      for (const text of [title, ...list.split("|")]) add(text, [Number(document)]);
    }
    for (const [list, documents] of [...index.leads, ...data.sentences]) {
      for (const text of list.split("|")) if (text.includes(" ")) add(text, documents);
    }
    for (const [name, documents] of known.targets) passages.push({ documents, deeds: new Set(), slots: [{ meanings: [name], stems: [], small: false, role: false }] });
    const holders = new Map(); // key -> document -> how many of its sentences hold it
    const places = new Map(); // key -> passages
    passages.forEach(({ documents, slots }, number) => {
      for (const key of new Set(slots.flatMap(keys))) {
        if (!holders.has(key)) [holders.set(key, new Map()), places.set(key, [])];
        documents.forEach((document) => holders.get(key).set(document, (holders.get(key).get(document) || 0) + 1));
        places.get(key).push(number);
      }
    });
    const all = new Set(passages.flatMap(({ documents }) => documents)).size;
    const rarity = (key) => Math.log(1 + all / holders.get(key).size);
    /** How much a slot says: by what it means, else by its rarest word; 0 when no sentence holds it. */
    const weigh = (slot) => {
      const meant = slot.meanings.map((name) => `=${name}`).filter((key) => holders.has(key));
      const own = meant.length ? meant : slot.stems.filter((key) => holders.has(key));
      if (!own.length) return 0;
      const rare = Math.max(...own.map(rarity));
      return (meant.length ? rare : Math.min(rare, MOST_OF_A_WORD)) * (slot.small ? SMALL : 1);
    };
    for (const passage of passages) {
      passage.weight = passage.slots.reduce((sum, slot) => sum + weigh(slot), 0);
      passage.pairs = new Set(pairs(passage.slots));
    }
    const lexicon = [...new Set([...known.patterns.exact.keys(), ...[...known.patterns.begins.keys()].filter((word) => word.length >= SURE), ...Object.values(data.said).flatMap((list) => words(list))])].filter((word) => word.length > 2);
    const heard = new Map([...lexicon].reverse().map((word) => [sound(word), word]));
    return { passages, holders, places, weigh, lexicon, heard, words: new Set(lexicon.filter((word) => word.length > 3 || meaning.isRole(known, word))) };
  }

  /** Which telling slot comes before which, with at most one between them. */
  function pairs(slots) {
    const telling = slots.filter(({ small }) => !small);
    return telling.flatMap((slot, at) => telling.slice(at + 1, at + 3).map((other) => `${keys(slot)[0]}>${keys(other)[0]}`));
  }

  /** Words that no sentence and no meaning holds, as the one they are a slip away from. */
  function spelt(index, { known, danger }, all) {
    const { holders, lexicon, heard } = index.sentences;
    return all.map((word, at) => {
      if (word.length < 4 || index.number.has(word) || known.small.has(word) || known.fillers.has(word) || danger.words.has(word) || holders.has(stem(word))) return word;
      if (meaning.matches(known.patterns, all, at, true).length) return word;
      if (index.vocabulary.some((other) => other.endsWith(word))) return word;
      const alike = word.length > 4 ? heard.get(sound(word)) : "";
      if (alike) return alike;
      if (word.length < SURE) return word;
      let [best, least] = [word, telling(word) > 8 ? 3 : 2];
      for (const other of lexicon) {
        if (other.length < 4 || other[0] !== word[0] || Math.abs(other.length - word.length) >= least || (word.length < 9 && !slip(word, other))) continue;
        const edits = distance(word, other, least - 1);
        if (edits < least) [best, least] = [other, edits];
      }
      return best;
    });
  }

  /**
   * {size: how many telling words were typed, others: how many words beside them that make it a sentence, strange: which share of them only the thesaurus
   * knows, evidence: how much says that something is the
   * matter, and not only who it is about, found: [[document, how near (0-1)], ...]}, nearest first.
   */
  function nearest(index, known, all) {
    const { passages, holders, places, weigh } = index.sentences;
    const slots = meaning.slots(known, all);
    const telling = slots.filter(({ small }) => !small);
    const taken = new Set(telling.flatMap(({ spots }) => spots));
    const rest = all.filter((word, at) => !taken.has(at));
    const others = rest.some((word) => !known.links.has(word)) ? rest.length : 0;
    if (!telling.length) return { size: 0, others, strange: 0, evidence: 0, found: [] };
    const strange = telling.filter(({ meanings, spots }) => meanings.length && !spots.every((spot) => index.number.has(all[spot]))).length / telling.length;
    const shared = new Map(); // passage -> how much of what was typed is in it
    const touched = new Map(); // document -> all
    let typed = 0;
    let evidence = 0;
    for (const slot of slots) {
      const weight = weigh(slot);
      if (!weight) {
        if (!slot.small) typed += UNKNOWN[telling.length] || UNKNOWN_IN_MORE;
        continue;
      }
      typed += weight;
      if (!slot.small) evidence += weight * (slot.role ? WHO : slot.meanings.length ? 1 : IN_PASSING);
      const gains = new Map();
      for (const key of keys(slot)) {
        const gain = weight * (key[0] === "=" ? SAME : 1);
        for (const place of places.get(key) || []) if ((gains.get(place) || 0) < gain) gains.set(place, gain);
      }
      const seen = new Map();
      for (const [place, gain] of gains) {
        shared.set(place, (shared.get(place) || 0) + gain);
      }
      for (const key of keys(slot)) {
        const counts = holders.get(key);
        if (!counts) continue;
        const most = Math.max(...counts.values());
        for (const [document, count] of counts) {
          const gain = weight * (key[0] === "=" ? SAME : 1) * (count / most) ** OFTEN;
          seen.set(document, Math.max(seen.get(document) || 0, gain));
        }
      }
      for (const [document, gain] of seen) touched.set(document, (touched.get(document) || 0) + gain);
    }
    const order = pairs(slots);
    const deeds = meaning.deeds(known, slots, all);
    const turned = deeds.map((deed) => deed.split(">").reverse().join(">")).filter((deed) => !deeds.includes(deed));
    const best = new Map();
    for (const [place, sum] of shared) {
      const { weight, documents } = passages[place];
      const following = order.filter((pair) => passages[place].pairs.has(pair)).length;
      const done = deeds.filter((deed) => passages[place].deeds.has(deed)).length - (turned.some((deed) => passages[place].deeds.has(deed)) ? 1 : 0);
      const near = (sum + PAIR * following + DEED * done) / (TYPED * typed + (1 - TYPED) * weight);
      for (const document of documents) if (near > (best.get(document) || 0)) best.set(document, near);
    }
    const found = [...best].map(([document, near]) => [document, BEST * near + (1 - BEST) * (touched.get(document) / typed)]);
    return { size: telling.length, others, strange, evidence, found: found.sort((a, b) => b[1] - a[1]) };
  }

  self.search.sentences = { open, spelt, nearest };
})();
