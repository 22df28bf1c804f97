"use strict";
/*
 * What words mean, in whatever language or register: a text as slots, each a word or a few that mean one thing.
 * A pattern of the thesaurus is one or more words; 'bedreig*' is any word that begins so, 'pakt ... af' leaves room for others.
 */
(() => {
  const { words, stem, derived } = self.search;
  const ROOM = 4; // words that may stand where a pattern has dots
  const LEAST_BEGINNING = 3;
  const LEAST_INFLECTED = 5; // letters: shorter words are only themselves
  const LEAST_TAIL = 4; // letters of the last part of a compound, which says what it is: puberzoon
  const LEAST_HEAD = 3;
  const PARTICLES = new Set("aan achter af binnen dood door in kapot leeg los mee neer om op open over plat thuis toe uit vast weg".split(" "));

  /** The same words, said shorter: d'r and haar, mij and me. */
  const SAID = new Map(Object.entries({ dr: "haar", der: "haar", zn: "zijn", mn: "mijn", em: "hem", mij: "me", wij: "we", zij: "ze", ie: "hij", hep: "heeft", heb: "heeft", gaan: "gaat" }));

  /** A word without what people most often spell or say otherwise: houd and houdt, word and wordt, d'r and haar. */
  const plain = (word) => SAID.get(word) || word.replace(/dt$/, "d");

  /** Verbs in one piece: 'op te blazen' as opblazen, 'in te trappen' as intrappen. */
  function whole(all) {
    const found = [];
    for (let at = 0; at < all.length; at += 1) {
      if (all[at + 1] === "te" && PARTICLES.has(all[at]) && all[at + 2]) {
        found.push(all[at] + all[at + 2]);
        at += 2;
      } else found.push(all[at]);
    }
    return found;
  }

  const book = () => ({ exact: new Map(), begins: new Map(), inflected: new Map() });

  function push(map, key, value) {
    if (map.has(key)) map.get(key).push(value);
    else map.set(key, [value]);
  }

  /** Writes a pattern into a book, under its first word. Only Dutch words are inflected as Dutch ones: hitte is no form of hit. */
  function write(patterns, text, what, dutch = true) {
    const parts = [];
    let apart = false;
    for (const piece of text.split(" ")) {
      if (piece === "...") {
        apart = true;
        continue;
      }
      words(piece).forEach((word, at, all) => parts.push({ word: plain(word), begins: piece.endsWith("*") && at === all.length - 1, apart: apart && at === 0 }));
      apart = false;
    }
    if (!parts.length) return;
    const [first] = parts;
    push(first.begins ? patterns.begins : patterns.exact, first.word, { parts, what });
    if (dutch && parts.length === 1 && !first.begins && first.word.length >= LEAST_INFLECTED) push(patterns.inflected, stem(first.word), { parts, what });
  }

  const fits = ({ word, begins }, typed) => typed !== undefined && (begins ? typed.startsWith(word) : plain(typed) === word);

  /** The places in `all` that a pattern takes from `at` on, or null. */
  function spots(parts, all, at) {
    const found = [at];
    let last = at;
    for (const part of parts.slice(1)) {
      let next = last + 1;
      while (part.apart && next <= last + ROOM && !fits(part, all[next])) next += 1;
      if (!fits(part, all[next])) return null;
      found.push(next);
      last = next;
    }
    return found;
  }

  /** Whether a word says who, and nothing else. */
  const isRole = ({ patterns, roles }, word) => (patterns.exact.get(plain(word)) || []).some(({ parts, what }) => parts.length === 1 && roles.has(what));

  /** Who the last part of a word says it is: of what is no person, it says too little (rijbewijs). */
  function tail({ patterns, roles }, word) {
    for (let from = LEAST_HEAD; from <= word.length - LEAST_TAIL; from += 1) {
      const list = (patterns.exact.get(word.slice(from)) || []).filter(({ parts, what }) => parts.length === 1 && roles.has(what));
      if (list.length) return list;
    }
    return [];
  }

  /** What stands at `at`: [{what, spots}], `every` pattern or the longest; as it is spelt before how it begins or is inflected. */
  function matches(patterns, all, at, every) {
    const word = all[at];
    const lists = [patterns.exact.get(plain(word)) || []];
    for (let length = word.length; length >= LEAST_BEGINNING; length -= 1) {
      const list = patterns.begins.get(word.slice(0, length));
      if (list) lists.push(list);
    }
    if (word.length >= LEAST_INFLECTED) {
      lists.push((patterns.inflected.get(stem(word)) || []).filter(({ parts: [one] }) => one.word[0] === word[0] && derived(one.word) === derived(word))); // weer is no geweer
    }
    const found = lists.flatMap((list, rank) => list.flatMap(({ parts, what }) => {
      const taken = spots(parts, all, at);
      return taken ? [{ what, spots: taken, rank }] : [];
    }));
    if (every || found.length < 2) return found;
    const longest = Math.max(...found.map((match) => match.spots.length));
    const best = found.filter((match) => match.spots.length === longest);
    const rank = Math.min(...best.map((match) => match.rank));
    return best.filter((match) => match.rank === rank);
  }

  /** Adds what words mean, and which say nothing. */
  function learn(known, data, dutch) {
    for (const [name, said, role, documents] of data.same) {
      for (const text of [name, ...said.split("|")]) write(known.patterns, text, name, dutch);
      if (role) known.roles.add(name);
      if (documents.length) known.targets.set(name, documents);
    }
    for (const word of data.fillers.split(" ")) known.fillers.add(word);
  }

  /** What words mean: `small` are lists of words that stand between others; `data` what is told, `more` what is told as well. */
  function open(small, data, more) {
    const known = {
      patterns: book(), roles: new Set(), targets: new Map(), fillers: new Set(), small: new Set(small.flatMap((list) => list.split(" "))),
      by: new Set(data.by), links: new Set(data.links), persons: new Set(data.persons),
      questions: new Set(data.questions), self: new Set(data.self), everyday: new Set(data.everyday.split(" ")),
    };
    learn(known, data, true);
    if (more) learn(known, more, false);
    return known;
  }

  /**
   * Words as slots: {at, spots, meanings, stems, small, role}. Words that say nothing are left out; small ones (niet,
   * terug, nu) stay, because they tell sentences apart.
   */
  function slots(known, all) {
    const found = [];
    const taken = new Set();
    all.forEach((word, at) => {
      if (taken.has(at)) return;
      let here = matches(known.patterns, all, at, false).filter((match) => match.spots.every((spot) => !taken.has(spot)));
      if (!here.length) here = tail(known, word).map(({ what }) => ({ what, spots: [at] }));
      if (here.length) {
        here[0].spots.forEach((spot) => taken.add(spot));
        const meanings = [...new Set(here.map(({ what }) => what))];
        const stems = here[0].spots.map((spot) => all[spot]).filter((one) => !known.small.has(one)).map(stem);
        found.push({ at, spots: here[0].spots, meanings, stems, small: false, role: meanings.every((name) => known.roles.has(name)) });
      } else if (known.small.has(word) || !known.fillers.has(word)) {
        found.push({ at, spots: [at], meanings: [], stems: [stem(word)], small: known.small.has(word), role: false });
      }
    });
    return found;
  }

  /**
   * Who does what, and to whom: 'vader>slaan' and 'slaan>kind'. The one before the act does it and the one after it undergoes it;
   * with the act at the end or in front the first of two does it; after 'door' stands who does it.
   */
  function deeds(known, slots, all) {
    const telling = slots.filter(({ small, meanings }) => !small && meanings.length);
    const found = [];
    telling.forEach((slot, at) => {
      if (slot.role) return;
      const before = [];
      for (let back = at - 1; back >= 0 && telling[back].role; back -= 1) before.unshift(telling[back]);
      const after = [];
      for (let on = at + 1; on < telling.length && telling[on].role; on += 1) after.push(telling[on]);
      const around = [...before, ...after];
      if (!around.length) return;
      const marked = around.find((role) => known.by.has(all[role.at - 1]) || known.by.has(all[role.at - 2]));
      let [who, whom] = [before[before.length - 1], after[0]];
      if (!after.length && before.length > 1) [who, whom] = before.slice(-2);
      if (!before.length && after.length > 1) [who, whom] = after;
      if (marked) [who, whom] = [marked, around.find((role) => role !== marked)];
      if (who) found.push(`${who.meanings[0]}>${slot.meanings[0]}`);
      if (whom) found.push(`${slot.meanings[0]}>${whom.meanings[0]}`);
    });
    return found;
  }

  self.search.meaning = { book, write, matches, open, slots, deeds, isRole, whole };
})();
